from collections import defaultdict
from operator import attrgetter

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..alert.onetoone_alert import KINDS

USER = "odoo_onetoone.group_onetoone_user"


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


def _id_in(rows):
    """Return the domain of the records whose id a SELECT gives."""

    def to_sql(model, alias, query):
        return SQL("%s IN (%s)", SQL.identifier(alias, "id"), rows)

    return Domain.custom(to_sql=to_sql)


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
    onetoone_tier = of_profile(
        fields.Selection, "tier", falsy_value_label="Without Tier"
    )
    onetoone_abc = of_profile(
        fields.Selection,
        "abc",
        string="Value Class",
        falsy_value_label="Without Class",
    )
    onetoone_relationship = of_profile(
        fields.Selection, "relationship", falsy_value_label="Without Relationship"
    )
    onetoone_last_contact = of_profile(fields.Datetime, "last_contact")
    onetoone_segment_ids = fields.Many2many(
        "onetoone.segment",
        string="Segments",
        compute="_compute_onetoone_segment_ids",
        search="_search_onetoone_segment_ids",
        falsy_value_label="In No Segment",
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
    onetoone_alert_kind = fields.Selection(
        KINDS,
        string="Alert",
        compute="_compute_onetoone_alerts",
        search="_search_onetoone_alert_kind",
        groups=USER,
        help="Of the open alert with the largest stake; a search looks at all of them.",
    )
    onetoone_alert_reason = fields.Text(
        string="Reason of the Alert",
        compute="_compute_onetoone_alert_reason",
        groups=USER,
        help="Of the open alert with the largest stake.",
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
        # the rights are checked once per value assigned, and there are few
        for segments, records in self.grouped(self._onetoone_segments().get).items():
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
            record.onetoone_alert_kind = alerts[:1].kind

    @api.depends("onetoone_alert_ids.reason")
    def _compute_onetoone_alert_reason(self):
        for record in self:
            record.onetoone_alert_reason = record.onetoone_alert_ids[:1].reason

    def _onetoone_customer_ids(self):
        """Return the customers' ids by record, for the records that have one."""
        customer_of = attrgetter(self._onetoone_customer_path)
        return {
            record: customer.id
            for record, known in zip(self, self.sudo(), strict=True)
            if (customer := customer_of(known)._origin)
        }

    def _onetoone_segments(self):
        """Return the segments by record."""
        segments = self.env["onetoone.segment"]
        rows = self._onetoone_segment_rows()
        if not rows:
            return {}
        if len(self) == 1:
            # a form: whose they are need not be asked
            return {
                self: segments.search_fetch(_id_in(SQL("SELECT segment_id %s", rows)))
            }
        by_place = defaultdict(set)
        for place, segment_id in self.env.execute_query(
            SQL("SELECT place, segment_id %s", rows)
        ):
            by_place[place].add(segment_id)
        segments = segments.search_fetch(
            Domain("id", "in", set().union(*by_place.values()))
        )
        return {
            record: segments.filtered(
                lambda segment, ids=by_place[place]: segment.id in ids
            )
            for place, record in enumerate(self)
        }

    def _onetoone_segment_rows(self):
        """Return the SQL, from FROM on, of the segments by the place of the records.

        Its columns: ``place`` (from 0) and ``segment_id``. None without customers.
        """
        customers = self._onetoone_customer_ids()
        if not customers:
            return None
        members = self.env["onetoone.segment.member"]
        query = members._search(self._onetoone_memberships())
        return SQL(
            "FROM unnest(%s::int[], %s::int[]) AS record (place, customer_id)"
            " JOIN %s AS member (customer_id, segment_id) USING (customer_id)",
            [place for place, record in enumerate(self) if record in customers],
            [customers[record] for record in self if record in customers],
            query.subselect(
                members._field_to_sql(query.table, "partner_id", query),
                members._field_to_sql(query.table, "segment_id", query),
            ),
        )

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
