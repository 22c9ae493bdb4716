import operator as comparison
from operator import attrgetter

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

USER = "odoo_onetoone.group_onetoone_user"
COUNT_COMPARISONS = {
    "in": lambda count, counts: count in counts,
    "<": comparison.lt,
    "<=": comparison.le,
    ">": comparison.gt,
    ">=": comparison.ge,
}


def of_profile(field_class, name, **attributes):
    """Return the field that shows a field of the customer's profile.

    Not as superuser: what the rules hide must be empty here too.
    """
    return field_class(
        related=f"onetoone_profile_id.{name}",
        related_sudo=False,
        groups=USER,
        **attributes,
    )


def is_of_profile(field):
    return bool(field.related) and field.related.startswith("onetoone_profile_id.")


class OnetooneCustomerMixin(models.AbstractModel):
    """What the current company knows of the customer of a record.

    Nothing is stored on the record: it is looked up for many records at once, and by
    SQL where it is searched, sorted or grouped by. A profile, membership or alert that
    the user may not see is as good as none in all of them.
    """

    _name = "onetoone.customer.mixin"
    _description = "Record with a Customer"

    # the fields that lead from a record to its commercial partner
    _onetoone_customer_path = ""

    onetoone_profile_id = fields.Many2one(
        "onetoone.profile",
        string="Customer Profile",
        compute="_compute_onetoone_profile_id",
        search="_search_onetoone_profile_id",
        groups=USER,
        help="What the current company knows of the customer.",
    )
    onetoone_is_known = fields.Boolean(
        string="Has a Customer Profile",
        compute="_compute_onetoone_profile_id",
        search="_search_onetoone_is_known",
        groups=USER,
    )
    onetoone_tier = of_profile(fields.Selection, "tier")
    onetoone_abc = of_profile(fields.Selection, "abc", string="Value Class")
    onetoone_relationship = of_profile(fields.Selection, "relationship")
    onetoone_last_contact = of_profile(fields.Datetime, "last_contact")
    onetoone_segment_ids = fields.Many2many(
        "onetoone.segment",
        string="Segments",
        compute="_compute_onetoone_segment_ids",
        search="_search_onetoone_segment_ids",
        groups=USER,
        help="The segments the customer is in now.",
    )
    # not many2many: assigning that checks the rights record by record
    onetoone_alert_ids = fields.One2many(
        "onetoone.alert",
        string="Open Alerts",
        compute="_compute_onetoone_alerts",
        search="_search_onetoone_alert_ids",
        groups=USER,
        help="Why the customer needs a human today, largest stake first.",
    )
    onetoone_alert_count = fields.Integer(
        string="Alerts",
        compute="_compute_onetoone_alerts",
        search="_search_onetoone_alert_count",
        groups=USER,
    )
    onetoone_alert_reason = fields.Text(
        string="Alert",
        compute="_compute_onetoone_alerts",
        search="_search_onetoone_alert_reason",
        groups=USER,
        help="Reason of the open alert with the largest stake; a search looks through "
        "the reasons of all.",
    )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends(lambda self: self._onetoone_customer_path.split())
    @api.depends_context("company", "uid")
    def _compute_onetoone_profile_id(self):
        customers = self._onetoone_customer_ids()
        profiles = self.env["onetoone.profile"]
        if customers:
            profiles = profiles.search_fetch(
                self._onetoone_profiles()
                & Domain("partner_id", "in", [*customers.values()]),
                self._onetoone_shown_fields(),
            )
        by_customer = {profile.partner_id.id: profile for profile in profiles}
        for record in self:
            profile = by_customer.get(customers.get(record))
            record.onetoone_profile_id = profile
            record.onetoone_is_known = bool(profile)

    @api.depends(lambda self: self._onetoone_customer_path.split())
    @api.depends_context("company", "uid")
    def _compute_onetoone_segment_ids(self):
        customers = self._onetoone_customer_ids()
        by_customer = self._onetoone_segments_of({*customers.values()})
        # the rights are checked once per value assigned, and there are few
        by_segments = self.grouped(
            lambda record: by_customer.get(customers.get(record))
        )
        for segments, records in by_segments.items():
            records.onetoone_segment_ids = segments

    @api.depends(lambda self: self._onetoone_customer_path.split())
    @api.depends_context("company", "uid")
    def _compute_onetoone_alerts(self):
        customers = self._onetoone_customer_ids()
        alerts = self.env["onetoone.alert"]
        if customers:
            alerts = alerts.search_fetch(
                self._onetoone_open_alerts()
                & Domain("partner_id", "in", [*customers.values()]),
                order="amount_at_stake desc, id",
            )
        by_customer = alerts.grouped(lambda alert: alert.partner_id.id)
        for record in self:
            alerts = by_customer.get(customers.get(record), alerts.browse())
            record.onetoone_alert_ids = alerts
            record.onetoone_alert_count = len(alerts)
            record.onetoone_alert_reason = alerts[:1].reason

    def _onetoone_customer_ids(self):
        """Return the customers' ids by record, for the records that have one."""
        customer_of = attrgetter(self._onetoone_customer_path)
        return {
            record: customer.id
            for record, known in zip(self, self.sudo(), strict=True)
            if (customer := customer_of(known)._origin)
        }

    def _onetoone_segments_of(self, customer_ids):
        """Return the segments by the id of the customer who is in them now."""
        if not customer_ids:
            return {}
        members = self._onetoone_memberships() & Domain(
            "partner_id", "in", [*customer_ids]
        )
        segments = self.env["onetoone.segment"].search_fetch(
            Domain("member_ids", "any", members)
        )
        if len(customer_ids) == 1:
            # a form: whose they are need not be asked
            return dict.fromkeys(customer_ids, segments)
        pairs = self.env["onetoone.segment.member"]._read_group(
            members, ["partner_id"], ["segment_id:recordset"]
        )
        return {customer.id: segments & theirs for customer, theirs in pairs}

    @api.model
    def _onetoone_shown_fields(self):
        """Return the fields of the profile that the fields of this model show."""
        shown = (
            field.related_field.name
            for field in self._fields.values()
            if is_of_profile(field)
        )
        profile_fields = self.env["onetoone.profile"]._fields
        return [
            name
            for name in {"partner_id", "company_id", *shown}
            if profile_fields[name].store
        ]

    # ------------------------------------------------------------
    # SEARCH
    # ------------------------------------------------------------

    def _search_onetoone_profile_id(self, operator, value):
        return self._search_onetoone(
            "onetoone.profile", self._onetoone_profiles(), "id", operator, value
        )

    def _search_onetoone_is_known(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("onetoone_profile_id", "!=", False)

    def _search_onetoone_segment_ids(self, operator, value):
        return self._search_onetoone(
            "onetoone.segment.member",
            self._onetoone_memberships(),
            "segment_id",
            operator,
            value,
        )

    def _search_onetoone_alert_ids(self, operator, value):
        return self._search_onetoone(
            "onetoone.alert", self._onetoone_open_alerts(), "id", operator, value
        )

    def _search_onetoone_alert_reason(self, operator, value):
        return self._search_onetoone(
            "onetoone.alert", self._onetoone_open_alerts(), "reason", operator, value
        )

    def _search_onetoone_alert_count(self, operator, value):
        if operator not in COUNT_COMPARISONS:
            return NotImplemented
        holds_without_alert = COUNT_COMPARISONS[operator](0, value)
        alerts = self.env["onetoone.alert"]._search(self._onetoone_open_alerts())
        alerts.groupby = SQL.identifier(alerts.table, "partner_id")
        alerts.having = SQL(
            "(count(*) %s %s) = %s",
            SQL(operator),
            tuple(value) if operator == "in" else value,
            not holds_without_alert,
        )
        found = self._onetoone_customer_in(SQL("(%s)", alerts.select("partner_id")))
        return ~found if holds_without_alert else found

    def _search_onetoone(self, model, domain, path, operator, value):
        """Search the records whose customer has something that the user may see.

        :param model: name of the model of what the customer has, with a ``partner_id``
        :param domain: what of it belongs to the customer now
        :param path: the field that is compared with the value
        """
        if operator in Domain.NEGATIVE_OPERATORS:
            return NotImplemented

        def found(condition):
            rows = self.env[model]._search(
                domain & condition, bypass_access=operator == "any!"
            )
            return self._onetoone_customer_in(rows.subselect("partner_id"))

        if operator == "in" and False in value:
            none = ~found(Domain(path, "!=", False))
            known = [one for one in value if one is not False]
            return none | found(Domain(path, "in", known)) if known else none
        return found(Domain(path, operator, value))

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

    @api.model
    def _onetoone_profiles(self):
        return Domain("company_id", "=", self.env.company.root_id.id)

    @api.model
    def _onetoone_memberships(self):
        return Domain(
            [
                ("company_id", "=", self.env.company.root_id.id),
                ("date_to", "=", False),
                ("segment_id.active", "=", True),
            ]
        )

    @api.model
    def _onetoone_open_alerts(self):
        return Domain(
            [
                ("company_id", "=", self.env.company.root_id.id),
                ("state", "=", "open"),
                ("partner_id", "!=", False),
            ]
        )

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
            return self._onetoone_join(
                alias,
                query,
                "onetoone.segment.member",
                self._onetoone_memberships(),
                "segment_id",
            )
        return super()._read_group_groupby(alias, groupby_spec, query)

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

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_onetoone_profile(self):
        """Open all that is measured of the customer."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "onetoone.profile",
            "res_id": self.onetoone_profile_id.id,
            "views": [(False, "form")],
        }

    def action_open_onetoone_alerts(self):
        """Open the customer's open alerts."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Alerts"),
            "res_model": "onetoone.alert",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.onetoone_alert_ids.ids)],
        }
