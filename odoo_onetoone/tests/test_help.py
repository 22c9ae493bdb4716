from odoo.tests import TransactionCase, tagged

NUMBERS = ("float", "integer", "monetary")
# what is no measurement: keys, order, what people type in, what nobody reads
PLAIN = {
    "onetoone.answer.level",
    "onetoone.answer.position",
    "onetoone.assessment.group.sealed_count",
    "onetoone.case.hours",
    "onetoone.learning.value_number",
    "onetoone.management.level.rank",
    "onetoone.refresh.last_partner_id",
}


@tagged("post_install", "-at_install")
class TestHelp(TransactionCase):
    def test_every_number_says_what_it_is(self):
        """Also those of other addons of ours; Odoo's own fields are not ours to say."""
        missing = {
            f"{model._name}.{name}"
            for model in self.env.values()
            if model._name.startswith("onetoone.")
            and not model._transient
            and not model._abstract
            and model._name != "onetoone.profile.staging"
            for name, field in model._fields.items()
            if field.type in NUMBERS
            and not field.help
            and name not in ("id", "sequence", "color", "res_id", "task_id")
            and {"odoo_onetoone", "odoo_onetoone_reports"}.intersection(field._modules)
        }
        self.assertFalse(missing - PLAIN)
        self.assertFalse(PLAIN - missing)
