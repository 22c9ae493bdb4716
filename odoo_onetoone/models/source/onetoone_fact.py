from odoo import api, fields, models
from odoo.fields import Domain

from ...readers.fact_ids import rows_condition
from ...readers.tables import without_compiling


class OnetooneFact(models.AbstractModel):
    """What purchases, interactions and complaints have in common.

    A fact has no table: its rows are read from the documents of the used sources
    each time. Concrete models give the query and the order.
    """

    _name = "onetoone.fact"
    _description = "One-to-One Fact"
    _auto = False
    _log_access = False

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", string="Our User", readonly=True)
    source_id = fields.Many2one("onetoone.source", readonly=True)
    res_model = fields.Char(string="Document Model", readonly=True)
    res_id = fields.Many2oneReference(
        string="Document", model_field="res_model", readonly=True, aggregator=None
    )

    @api.model
    def search_fetch(self, domain, field_names=None, *args, **kwargs):
        # what the record rules ask for comes along: it would be read on its own
        if field_names is not None:
            field_names = [*field_names, "company_id", "partner_id"]
        return super().search_fetch(domain, field_names, *args, **kwargs)

    def _search(self, domain, *args, **kwargs):
        without_compiling(self.env)
        # reading records by id must not scan every document of every source
        domain = Domain(domain).map_conditions(self._find_by_row)
        return super()._search(domain, *args, **kwargs)

    @staticmethod
    def _find_by_row(condition):
        if condition.field_expr != "id" or condition.operator not in ("in", "="):
            return condition
        ids = condition.value
        fact_ids = [ids] if isinstance(ids, int) else list(ids)
        if not all(isinstance(fact_id, int) for fact_id in fact_ids):
            return condition
        return Domain.custom(
            to_sql=lambda model, alias, query: rows_condition(alias, fact_ids)
        )

    def action_open_document(self):
        """Open the document behind the fact, with the reader's own rights."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }


def asked_ids(domain, name):
    """Return the ids that every record of a domain has in a field, or None.

    :param domain: a :class:`Domain`
    :return: a tuple of integers, or None where the domain names none
    """
    is_and = getattr(domain, "OPERATOR", None) == "&"
    for condition in domain.children if is_and else [domain]:
        if getattr(condition, "field_expr", None) != name:
            continue
        if condition.operator not in ("=", "in"):
            continue
        value = condition.value
        ids = (value,) if isinstance(value, int) else tuple(value)
        if ids and all(type(number) is int for number in ids):
            return ids
    return None
