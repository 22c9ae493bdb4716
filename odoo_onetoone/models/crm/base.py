from lxml import etree

from odoo import api, models

from .onetoone_customer_mixin import USER

# lists and analyses of optional addons that have a customer, ``partner_id``
DOCUMENTS_OF_CUSTOMERS = frozenset(
    {
        "account.invoice.report",
        "account.move",
        "account.payment",
        "contract.contract",
        "crm.claim",
        "crm.phonecall",
        "event.registration",
        "helpdesk.ticket",
        "loyalty.card",
        "pos.order",
        "project.project",
        "project.task",
        "rating.rating",
        "repair.order",
        "sale.order",
        "sale.report",
        "sale.subscription",
        "stock.picking",
    }
)
FILTERED_TIERS = ("mvc", "mgc", "bz")


class Base(models.AbstractModel):
    """Filters by the customer, on the lists of addons that may not be installed."""

    _inherit = "base"

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        arch, view = super()._get_view(view_id, view_type, **options)
        if self._name in DOCUMENTS_OF_CUSTOMERS and arch.tag == "search":
            self._onetoone_add_filters(arch)
        return arch, view

    @api.model
    def _onetoone_add_filters(self, search):
        """Add the filters to a search view, once, for those who may use them.

        The view is kept for all users: the nodes name their group.
        """
        field = self._fields.get("partner_id")
        if (
            not field
            or not field.store
            or field.type != "many2one"
            or field.comodel_name != "res.partner"
            or search.find(".//filter[@name='onetoone_alert']") is not None
        ):
            return
        end = next(search.iterchildren("group", "searchpanel"), None)
        for node in self._onetoone_filter_nodes():
            node.set("groups", USER)
            if end is None:
                search.append(node)
            else:
                end.addprevious(node)

    @api.model
    def _onetoone_filter_nodes(self):
        labels = {
            name: dict(field._description_selection(self.env))
            for name, field in self.env["onetoone.profile"]._fields.items()
            if name in ("tier", "relationship")
        }
        yield etree.Element(
            "field",
            name="partner_id",
            string=self.env._("Segment of the Customer"),
            filter_domain="[('partner_id.onetoone_segment_ids.name', 'ilike', self)]",
        )
        yield etree.Element("separator")
        for tier in FILTERED_TIERS:
            yield _filter("tier", tier, labels["tier"][tier])
        yield etree.Element("separator")
        yield etree.Element(
            "filter",
            name="onetoone_alert",
            string=self.env._("With Alert"),
            domain="[('partner_id.onetoone_alert_ids', '!=', False)]",
        )
        yield etree.Element("separator")
        for relationship, label in labels["relationship"].items():
            label = self.env._("Relationship: %(level)s", level=label)
            yield _filter("relationship", relationship, label)
        yield etree.Element("separator")


def _filter(name, value, label):
    return etree.Element(
        "filter",
        name=f"onetoone_{name}_{value}",
        string=label,
        domain=f"[('partner_id.onetoone_{name}', '=', '{value}')]",
    )
