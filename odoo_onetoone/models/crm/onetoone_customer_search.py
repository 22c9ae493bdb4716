import operator as comparison

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .onetoone_customer_mixin import is_of_profile

COUNT_COMPARISONS = {
    "in": lambda count, counts: count in counts,
    "<": comparison.lt,
    "<=": comparison.le,
    ">": comparison.gt,
    ">=": comparison.ge,
}


class OnetooneCustomerMixin(models.AbstractModel):
    """Searching, sorting and grouping by what is known of the customer."""

    _inherit = "onetoone.customer.mixin"

    # ------------------------------------------------------------
    # SEARCH
    # ------------------------------------------------------------

    def _search_onetoone_profile_id(self, operator, value):
        return self._search_onetoone(self._onetoone_with_profile, operator, value)

    def _search_onetoone_is_known(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._onetoone_with_profile(Domain.TRUE)

    def _search_onetoone_segment_ids(self, operator, value):
        return self._search_onetoone(self._onetoone_in_segment, operator, value)

    def _search_onetoone_alert_ids(self, operator, value):
        return self._search_onetoone(self._onetoone_with_alert, operator, value)

    def _search_onetoone_alert_kind(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = self._onetoone_with_alert(Domain("kind", "in", value))
        return (
            found | ~self._onetoone_with_alert(Domain.TRUE) if False in value else found
        )

    def _search_onetoone_alert_count(self, operator, value):
        if operator not in COUNT_COMPARISONS:
            return NotImplemented
        holds_without_alert = COUNT_COMPARISONS[operator](0, value)
        alerts = self.env["onetoone.alert"]._search(self._onetoone_open_alerts())
        partner = SQL.identifier(alerts.table, "partner_id")
        alerts.groupby = partner
        alerts.having = SQL(
            "(count(*) %s %s) = %s",
            SQL(operator),
            tuple(value) if operator == "in" else value,
            not holds_without_alert,
        )
        found = self._onetoone_customer_in(SQL("(%s)", alerts.select(partner)))
        return ~found if holds_without_alert else found

    @api.model
    def _search_onetoone(self, found, operator, value):
        """Search by what the customer has, as far as the user may see it.

        :param found: method that returns the domain of the records whose customer has
            something of a domain
        """
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented
        if operator in ("any", "any!"):
            return found(Domain("id", operator, value), bypass=operator == "any!")
        if operator != "in":
            return found(Domain("display_name", operator, value))
        ids = [one for one in value if one and not isinstance(one, str)]
        names = [one for one in value if isinstance(one, str)]
        domain = found(Domain("id", "in", ids) | Domain("display_name", "in", names))
        return domain | ~found(Domain.TRUE) if False in value else domain

    @api.model
    def _onetoone_with_profile(self, domain, bypass=False):
        return self._onetoone_having(
            "onetoone.profile", self._onetoone_profiles() & domain, bypass
        )

    @api.model
    def _onetoone_in_segment(self, domain, bypass=False):
        return self._onetoone_having(
            "onetoone.segment.member",
            self._onetoone_memberships() & Domain("segment_id", "any", domain),
            bypass,
        )

    @api.model
    def _onetoone_with_alert(self, domain, bypass=False):
        return self._onetoone_having(
            "onetoone.alert", self._onetoone_open_alerts() & domain, bypass
        )

    @api.model
    def _onetoone_having(self, model, domain, bypass):
        """Return the domain of the records whose customer has records of a model."""
        model = self.env[model]
        query = model._search(domain, bypass_access=bypass)
        partner = model._field_to_sql(query.table, "partner_id", query)
        return self._onetoone_customer_in(query.subselect(partner))

    @api.model
    def _onetoone_customer_in(self, customers):
        """Return the domain of the records whose customer is in a subselect.

        :param customers: SQL, in parentheses, of one column ``partner_id``
        """

        def to_sql(model, alias, query):
            # EXISTS, not IN: joined also where it is negated
            return SQL(
                "EXISTS (SELECT FROM %s AS found WHERE found.partner_id = %s)",
                customers,
                model._onetoone_customer_to_sql(alias, query),
            )

        return Domain.custom(to_sql=to_sql)

    # ------------------------------------------------------------
    # SQL of sorting and grouping
    # ------------------------------------------------------------

    def _field_to_sql(self, alias, field_expr, query=None):
        field = self._fields.get(field_expr)
        if field and is_of_profile(field):
            self._check_field_access(field, "read")
            return self._onetoone_join(
                alias,
                query,
                "onetoone.profile",
                self._onetoone_profiles(),
                field.related_field.name,
            )
        return super()._field_to_sql(alias, field_expr, query)

    def _read_group_groupby(self, alias, groupby_spec, query):
        if groupby_spec == "onetoone_segment_ids":
            self._check_field_access(self._fields[groupby_spec], "read")
            return self._onetoone_segments_to_sql(alias, query)
        return super()._read_group_groupby(alias, groupby_spec, query)

    def _onetoone_segments_to_sql(self, alias, query):
        """Join the segments; return the column of their ids."""
        return self._onetoone_join(
            alias,
            query,
            "onetoone.segment.member",
            self._onetoone_memberships(),
            "segment_id",
        )

    def _onetoone_join(self, alias, query, model, domain, column):
        """Join what belongs to the customers and may be seen; return a column of it."""
        model = self.env[model]
        table = SQL.identifier(model._table)
        joined = query.make_alias(alias, model._table)
        query.add_join(
            "LEFT JOIN",
            joined,
            model._search(domain).subselect(SQL("%s.*", table)),
            SQL(
                "%s = %s",
                self._onetoone_customer_to_sql(alias, query),
                SQL.identifier(
                    joined, "partner_id", to_flush=model._fields["partner_id"]
                ),
            ),
        )
        return SQL.identifier(joined, column, to_flush=model._fields[column])

    def _onetoone_customer_to_sql(self, alias, query):
        """Return the SQL of the id of the customer, joining what leads to him."""
        model = self.sudo()
        *path, last = self._onetoone_customer_path.split(".")
        for name in path:
            model, alias = model._fields[name].join(model, alias, query)
        return model._field_to_sql(alias, last, query)
