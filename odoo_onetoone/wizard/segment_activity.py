from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# which channel an activity uses, by the category of its type
CHANNELS = {"phonecall": "phone", "meeting": "meeting"}


class OnetooneSegmentActivity(models.TransientModel):
    """Plan the same activity with each member of a segment."""

    _name = "onetoone.segment.activity"
    _description = "One-to-One: Plan Activities"
    # more at once would bury the people in charge
    _MAX_MEMBERS = 500

    segment_id = fields.Many2one(
        "onetoone.segment", required=True, readonly=True, ondelete="cascade"
    )
    activity_type_id = fields.Many2one(
        "mail.activity.type",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env.ref(
            "mail.mail_activity_data_call", raise_if_not_found=False
        ),
        domain="['|', ('res_model', '=', False), ('res_model', '=', 'res.partner')]",
    )
    summary = fields.Char()
    date_deadline = fields.Date(
        string="Due Date", required=True, default=fields.Date.context_today
    )
    assignment = fields.Selection(
        [
            ("responsible", "Who is responsible for the customer"),
            ("user", "One person"),
        ],
        string="Assigned To",
        required=True,
        default="responsible",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        default=lambda self: self.env.user,
        domain=[("share", "=", False)],
        ondelete="cascade",
    )
    forecast = fields.Text(compute="_compute_forecast")

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("segment_id", "activity_type_id", "summary", "assignment", "user_id")
    def _compute_forecast(self):
        for wizard in self:
            try:
                chosen, left_out = wizard._choose()
                wizard.forecast = wizard._sentence(
                    self.env._("Members to plan for: %s.", len(chosen)), left_out
                )
            except UserError as error:
                wizard.forecast = str(error)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_plan(self):
        """Create the activities, without an e-mail to whom they are assigned."""
        self.ensure_one()
        chosen, left_out = self._choose()
        if not chosen:
            raise UserError(
                self._sentence(self.env._("There is nobody to plan for."), left_out)
            )
        quiet = self.env["mail.activity"].with_context(mail_activity_quick_update=True)
        quiet.create(
            [
                self._prepare_activity_values(partner, user)
                for partner, user in chosen.items()
            ]
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self._sentence(
                    self.env._("Activities planned: %s.", len(chosen)), left_out
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    # ------------------------------------------------------------
    # BUSINESS
    # ------------------------------------------------------------

    def _prepare_activity_values(self, partner, user):
        return {
            "res_model_id": self.env["ir.model"]._get_id("res.partner"),
            "res_id": partner.id,
            "activity_type_id": self.activity_type_id.id,
            "summary": self.summary,
            "date_deadline": self.date_deadline,
            "user_id": user.id,
        }

    def _choose(self):
        """Return {member: user} to plan for, and {reason: number} of those left out."""
        self._check_may_plan()
        left_out = defaultdict(int)
        chosen = {}
        if self.assignment == "user" and not self.user_id:
            raise UserError(self.env._("Choose the person who gets the activities."))
        profiles = self._visible_profiles()
        planned = self._partners_planned(profiles.partner_id)
        for profile in profiles:
            user = self.user_id if self.assignment == "user" else profile.user_id
            reason = self._reason_to_leave_out(profile.partner_id, user, planned)
            if reason:
                left_out[reason] += 1
            else:
                chosen[profile.partner_id] = user
        return chosen, left_out

    def _check_may_plan(self):
        """Refuse who may not edit contacts: Odoo plans activities for nobody else."""
        if not self.env["res.partner"].has_access("write"):
            raise UserError(
                self.env._(
                    "Activities are planned on contacts, and you may not edit "
                    "contacts: ask an administrator for the right to do so."
                )
            )

    def _visible_profiles(self):
        """Return the profiles of the members whom the user may see."""
        members = self.env["onetoone.segment.member"].search_fetch(
            [("segment_id", "=", self.segment_id.id), ("date_to", "=", False)],
            ["partner_id"],
            limit=self._MAX_MEMBERS + 1,
        )
        if len(members) > self._MAX_MEMBERS:
            raise UserError(
                self.env._(
                    "The segment has more than %(limit)s members you can see. Plan "
                    "for a smaller segment, or send a mailing.",
                    limit=self._MAX_MEMBERS,
                )
            )
        return self.env["onetoone.profile"].search(
            [
                ("company_id", "=", self.segment_id.company_id.id),
                ("partner_id", "in", members.partner_id.ids),
            ]
        )

    def _partners_planned(self, partners):
        """Return those who have the same activity already, whoever is to do it."""
        same = Domain(
            [
                ("res_model", "=", "res.partner"),
                ("res_id", "in", partners.ids),
                ("activity_type_id", "=", self.activity_type_id.id),
                ("summary", "=", self.summary),
            ]
        )
        activities = self.env["mail.activity"].sudo().search_fetch(same, ["res_id"])
        return partners.browse(activities.mapped("res_id"))

    def _reason_to_leave_out(self, partner, user, planned):
        """Return why nothing is planned with a member, or None."""
        channel = CHANNELS.get(self.activity_type_id.category)
        if partner.onetoone_permission == "refused":
            return self.env._("no contact wanted")
        if channel and not partner._onetoone_may_contact(channel):
            return self.env._("another channel wanted")
        if partner in planned:
            return self.env._("planned already")
        if not user.active:
            return self.env._("nobody in charge")
        return None

    def _sentence(self, opening, left_out):
        if not left_out:
            return opening
        reasons = ", ".join(
            f"{why} ({number})" for why, number in sorted(left_out.items())
        )
        return f"{opening} {self.env._('Left out: %s.', reasons)}"
