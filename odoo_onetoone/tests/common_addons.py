from unittest import SkipTest
from unittest.mock import patch

from odoo.api import Environment
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

    @staticmethod
    def without_models(*names):
        """Let the addons of some models look as if they were not installed."""
        known = Environment.__contains__
        return patch.object(
            Environment,
            "__contains__",
            lambda env, name: name not in names and known(env, name),
        )
