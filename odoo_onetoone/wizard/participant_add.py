from ast import literal_eval
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

MAX_CONTACTS = 5000
# named in a message; the others are counted
MAX_NAMES = 10


class Chosen(NamedTuple):
    """What becomes of the contacts that were chosen."""

    joining: models.BaseModel
    present: models.BaseModel
    repeated: models.BaseModel
    elsewhere: list


class OnetooneParticipantAdd(models.TransientModel):
    """Add users or contacts to a group of a round."""

    _name = "onetoone.participant.add"
    _description = "One-to-One: Add Participants"
    _check_company_auto = True

    assessment_id = fields.Many2one(
        "onetoone.assessment", string="Round", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="assessment_id.company_id")
    source = fields.Selection(
        [
            ("users", "Users"),
            ("contacts", "Contacts"),
            ("domain", "All contacts that match"),
        ],
        required=True,
        default="users",
    )
    user_ids = fields.Many2many(
        "res.users",
        string="Users",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    partner_ids = fields.Many2many("res.partner", string="Contacts", check_company=True)
    partner_domain = fields.Char(
        string="Condition", default="[('is_company', '=', False)]"
    )
    group_id = fields.Many2one(
        "onetoone.respondent.group",
        compute="_compute_group_id",
        store=True,
        readonly=False,
        precompute=True,
        ondelete="cascade",
        domain="[('id', 'in', proposed_group_ids)]",
    )
    proposed_group_ids = fields.Many2many(
        "onetoone.respondent.group", compute="_compute_proposed_group_ids"
    )
    place = fields.Char()
    product_line = fields.Char()
    department = fields.Char()
    use_city = fields.Boolean(
        string="Take the place from the contact's city", default=True
    )
    has_employees = fields.Boolean(compute="_compute_has_employees")
    use_employees = fields.Boolean(
        string="Take the department from the employee", default=True
    )
    summary = fields.Char(compute="_compute_summary")
    elsewhere = fields.Text(string="In another group", compute="_compute_summary")
    unreachable_ids = fields.Many2many(
        "res.partner", string="Without e-mail address", compute="_compute_summary"
    )

    # ------------------------------------------------------------
    # COMPUTE
    # ------------------------------------------------------------

    @api.depends("assessment_id", "source")
    def _compute_proposed_group_ids(self):
        for wizard in self:
            groups = wizard.assessment_id._origin._groups_to_join()
            if wizard.source == "users":
                groups = groups.filtered(lambda group: group.side == "inside")
            wizard.proposed_group_ids = groups

    @api.depends("assessment_id", "source")
    def _compute_group_id(self):
        for wizard in self:
            code = "staff" if wizard.source == "users" else "customer"
            wizard.group_id = wizard.proposed_group_ids._origin.filtered(
                lambda group, code=code: group.code == code
            )

    def _compute_has_employees(self):
        self.has_employees = "hr.employee.public" in self.env

    @api.depends(
        "assessment_id",
        "source",
        "user_ids",
        "partner_ids",
        "partner_domain",
        "group_id",
    )
    def _compute_summary(self):
        for wizard in self:
            wizard.elsewhere = False
            wizard.unreachable_ids = False
            try:
                chosen = wizard._choose()
            except UserError as error:
                wizard.summary = str(error)
                continue
            wizard.summary = wizard._sentence(chosen)
            wizard.unreachable_ids = chosen.joining.filtered(
                lambda partner: not partner.email_normalized
            )
            wizard.elsewhere = "\n".join(
                f"{partner.display_name}: {participant.group_id.name}"
                for partner, participant in chosen.elsewhere
            )

    def _sentence(self, chosen):
        parts = [self.env._("%(count)s can be added", count=len(chosen.joining))]
        if chosen.present:
            parts.append(
                self.env._(
                    "%(count)s are in the group already", count=len(chosen.present)
                )
            )
        if chosen.elsewhere:
            parts.append(
                self.env._(
                    "%(count)s are in another group of the round",
                    count=len(chosen.elsewhere),
                )
            )
        if chosen.repeated:
            parts.append(
                self.env._(
                    "%(count)s have the e-mail address of another one",
                    count=len(chosen.repeated),
                )
            )
        return ", ".join(parts) + "."

    # ------------------------------------------------------------
    # CHOICE
    # ------------------------------------------------------------

    def _partners(self):
        """Return the contacts that were chosen, as the user may see them."""
        self.ensure_one()
        if self.source == "users":
            return self.user_ids._origin.partner_id
        if self.source == "contacts":
            return self.partner_ids._origin
        partners = self.env["res.partner"].search(
            self._domain(), limit=MAX_CONTACTS + 1
        )
        if len(partners) > MAX_CONTACTS:
            raise UserError(
                self.env._(
                    "More than %(limit)s contacts match: narrow the condition.",
                    limit=MAX_CONTACTS,
                )
            )
        return partners

    def _domain(self):
        partners = self.env["res.partner"]
        try:
            domain = Domain(literal_eval(self.partner_domain or "[]"))
            domain.validate(partners)
        except (ValueError, TypeError, SyntaxError) as error:
            raise UserError(
                self.env._("The condition on contacts cannot be read.")
            ) from error
        return domain & Domain(partners._check_company_domain(self.company_id))

    def _choose(self):
        """Part the contacts that were chosen into a :class:`Chosen`."""
        partners = self._partners()
        participants = self.assessment_id._origin.participant_ids
        by_partner = {one.partner_id: one for one in participants if one.partner_id}
        by_email = {
            one.email_normalized: one for one in participants if one.email_normalized
        }
        joining, present, repeated, elsewhere = [], [], [], []
        emails = set()
        for partner in partners:
            email = partner.email_normalized
            found = by_partner.get(partner) or by_email.get(email)
            if found and found.group_id == self.group_id._origin:
                present.append(partner.id)
            elif found:
                elsewhere.append((partner, found))
            elif email in emails:
                repeated.append(partner.id)
            else:
                joining.append(partner.id)
                emails |= {email} if email else set()
        return Chosen(
            partners.browse(joining),
            partners.browse(present),
            partners.browse(repeated),
            elsewhere,
        )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_add(self):
        """Add the contacts that were chosen and say what became of each."""
        self.ensure_one()
        self.assessment_id.check_access("write")
        self.assessment_id._check_takes_participants()
        if not self.group_id:
            raise UserError(self.env._("Choose the group they belong to."))
        chosen = self._choose()
        if not chosen.joining:
            raise UserError(self._why_nobody(chosen))
        self.env["onetoone.participant"].create(self._values(chosen.joining))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.env._("Participants"),
                "message": self._report(chosen),
                "type": "success",
                "sticky": True,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _why_nobody(self, chosen):
        if not any(chosen):
            return self.env._("Nobody was chosen, or no contact matches.")
        return self.env._("Nobody can be added: %(why)s", why=self._sentence(chosen))

    def _values(self, partners):
        departments = self._departments(partners)
        return [
            {
                "assessment_id": self.assessment_id.id,
                "group_id": self.group_id.id,
                "partner_id": partner.id,
                "email": partner.email_normalized,
                "place": (self.use_city and partner.city) or self.place,
                "product_line": self.product_line,
                "department": departments.get(partner) or self.department,
            }
            for partner in partners
        ]

    def _departments(self, partners):
        """Return {contact: name of the department} where employees are kept."""
        if not (self.use_employees and self.has_employees):
            return {}
        employees = self.env["hr.employee.public"].search(
            [
                ("company_id", "child_of", self.company_id.id),
                ("department_id", "!=", False),
                "|",
                ("work_contact_id", "in", partners.ids),
                ("user_id.partner_id", "in", partners.ids),
            ]
        )
        return {
            partner: employee.department_id.name
            for employee in employees
            for partner in employee.work_contact_id | employee.user_id.partner_id
        }

    def _report(self, chosen):
        """Say who was added, and by name who was not or cannot be invited."""
        parts = [self.env._("%(count)s added.", count=len(chosen.joining))]
        if chosen.present:
            parts.append(
                self.env._("%(count)s were there already.", count=len(chosen.present))
            )
        parts += [
            self.env._(
                "%(contact)s takes part in the group %(group)s already.",
                contact=partner.display_name,
                group=participant.group_id.name,
            )
            for partner, participant in chosen.elsewhere[:MAX_NAMES]
        ]
        if len(chosen.elsewhere) > MAX_NAMES:
            parts.append(
                self.env._(
                    "%(count)s more take part in another group already.",
                    count=len(chosen.elsewhere) - MAX_NAMES,
                )
            )
        if chosen.repeated:
            parts.append(
                self.env._(
                    "Left out, as another one has the same e-mail address: %(names)s.",
                    names=self._names(chosen.repeated),
                )
            )
        unreachable = chosen.joining.filtered(lambda one: not one.email_normalized)
        if unreachable:
            parts.append(
                self.env._(
                    "No e-mail address, so no invitation: %(names)s.",
                    names=self._names(unreachable),
                )
            )
        return " ".join(parts)

    def _names(self, partners):
        names = partners[:MAX_NAMES].mapped("display_name")
        if len(partners) > MAX_NAMES:
            names.append(self.env._("%(count)s more", count=len(partners) - MAX_NAMES))
        return ", ".join(names)
