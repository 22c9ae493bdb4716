from unittest import SkipTest

from odoo.tests import TransactionCase


class OptionalAddonsCase(TransactionCase):
    """Tests that need addons which are not installed everywhere."""

    @classmethod
    def need_addons(cls, *names):
        """Leave the tests of optional sources out where their addon is missing."""
        installed = cls.env["ir.module.module"]._installed()
        missing = [name for name in names if name not in installed]
        if missing:
            raise SkipTest(f"not installed here: {', '.join(missing)}")
