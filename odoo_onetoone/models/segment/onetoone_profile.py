"""What rules and filters may ask of a profile beside its measures.

Nothing here is stored: it is looked up where the records are, and for all profiles at
once where it is searched for.
"""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...readers.asked import Asked
from ...readers.bought import bought_products, products_in
from ...readers.learnings import learnings_in_force
from ...readers.paths import flushed


class OnetooneProfile(models.Model):
    _inherit = "onetoone.profile"

    segment_ids = fields.Many2many(
        "onetoone.segment",
        string="Segments",
        compute="_compute_segment_ids",
        search="_search_segment_ids",
        help="Those the customer is a member of now.",
    )
    category_ids = fields.Many2many(
        related="partner_id.category_id", string="Tags", readonly=True
    )
    learning_ids = fields.Many2many(
        "onetoone.learning",
        string="Learnt",
        compute="_compute_learning_ids",
        search="_search_learning_ids",
        help="The last answer to each topic, as long as it has not expired.",
    )
    bought_product_ids = fields.Many2many(
        "onetoone.product",
        string="Products Bought",
        compute="_compute_bought_product_ids",
        search="_search_bought_product_ids",
        help="On any purchase with lines up to the last refresh, refunds aside.",
    )
    bought_category_ids = fields.Many2many(
        "onetoone.product.category",
        string="Product Categories Bought",
        compute="_compute_bought_category_ids",
        search="_search_bought_category_ids",
        help="A category stands for those below it, too, where it is searched for.",
    )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("partner_id", "company_id")
    def _compute_segment_ids(self):
        self._look_up("segment_ids", "segment_id", _members(self.env))

    @api.depends("partner_id", "company_id")
    def _compute_learning_ids(self):
        self._look_up("learning_ids", "id", _learnings(self.env))

    @api.depends("partner_id", "company_id")
    def _compute_bought_product_ids(self):
        customers = SQL(
            "(SELECT id FROM res_partner WHERE commercial_partner_id IN %s)",
            tuple(self.partner_id.ids) or (0,),
        )
        asked = Asked(partners=customers, contacts=None, documents=None)
        env = self.with_context(onetoone_asked=asked).env
        self._look_up("bought_product_ids", "product_id", bought_products(env))

    @api.depends("bought_product_ids")
    def _compute_bought_category_ids(self):
        for profile in self:
            profile.bought_category_ids = profile.bought_product_ids.category_id

    def _look_up(self, name, column, linked):
        """Fill a field with the records that are linked to the profiles' customers.

        :param linked: SQL of a relation with ``partner_id`` and ``company_id``
        :param column: of the relation, with the ids of the records
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT profile.id, linked.%s
                  FROM onetoone_profile profile
                  JOIN %s linked USING (partner_id, company_id)
                 WHERE profile.id IN %s%s
                """,
                SQL.identifier(column),
                linked,
                tuple(self._origin.ids) or (0,),
                flushed(self, "partner_id", "company_id"),
            )
        )
        found = {}
        for profile_id, record_id in rows:
            found.setdefault(profile_id, []).append(record_id)
        records = self.env[self._fields[name].comodel_name]
        for profile in self:
            profile[name] = records.browse(found.get(profile._origin.id, []))

    # ------------------------------------------------------------
    # SEARCH
    # ------------------------------------------------------------

    def _search_segment_ids(self, operator, value):
        return self._search_linked("segment_ids", operator, value, _members)

    def _search_learning_ids(self, operator, value):
        return self._search_linked("learning_ids", operator, value, _learnings)

    def _search_bought_product_ids(self, operator, value):
        return self._search_linked(
            "bought_product_ids", operator, value, bought_products
        )

    def _search_bought_category_ids(self, operator, value):
        return self._search_linked(
            "bought_category_ids", operator, value, _bought_in_categories
        )

    def _search_linked(self, name, operator, value, select):
        """Return the domain of profiles whose customers are linked to records.

        :param select: function from the environment and SQL of ids of records, in
            brackets, or None for any, to SQL of a relation with ``partner_id`` and
            ``company_id``
        """
        if operator not in ("in", "any", "any!"):
            return NotImplemented
        if operator == "in":
            ids = tuple(number for number in value if number)
            domain = self._linked_to(select, SQL("%s", ids)) if ids else Domain.FALSE
            if False in value:
                domain |= ~self._linked_to(select, None)
            return domain
        records = self.env[self._fields[name].comodel_name]
        if isinstance(value, Domain):
            value = records._search(value, bypass_access=operator == "any!")
        return self._linked_to(select, value.subselect())

    def _linked_to(self, select, ids):
        env = self.sudo().env
        return Domain.custom(
            to_sql=lambda model, alias, query: SQL(
                """EXISTS (SELECT FROM %s linked
                            WHERE linked.partner_id = %s AND linked.company_id = %s)""",
                select(env, ids),
                SQL.identifier(alias, "partner_id"),
                SQL.identifier(alias, "company_id"),
            )
        )


def _members(env, segments=None):
    """Return SQL, in brackets: who is a member of segments now."""
    return SQL(
        """(SELECT partner_id, company_id, segment_id FROM onetoone_segment_member
             WHERE date_to IS NULL AND %s%s)""",
        SQL("segment_id IN %s", segments) if segments else SQL("TRUE"),
        flushed(env["onetoone.segment.member"], "partner_id", "segment_id", "date_to"),
    )


def _learnings(env, learnings=None):
    """Return SQL, in brackets: of whom something is known today."""
    today = env.context.get("onetoone_today")
    return SQL(
        "(SELECT partner_id, company_id, id FROM (%s) known WHERE %s)",
        learnings_in_force(env, today and today + timedelta(days=1)),
        SQL("id IN %s", learnings) if learnings else SQL("TRUE"),
    )


def _bought_in_categories(env, categories=None):
    products = categories and SQL("(%s)", products_in(env, categories))
    return bought_products(env, products)
