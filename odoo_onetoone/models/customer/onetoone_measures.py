from odoo import fields, models

from ...optional_fields import OptionalFloat, OptionalInteger

TIERS = [
    ("mvc", "Most Valuable"),
    ("mgc", "Most Growable"),
    ("standard", "Standard"),
    ("bz", "Below Zero"),
]


class OnetooneMeasures(models.AbstractModel):
    """What is measured of a customer; filled by the readers only."""

    _name = "onetoone.measures"
    _description = "Measures of a Customer"
    _log_access = False

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    currency_id = fields.Many2one("res.currency", store=False)

    # identity
    is_customer = fields.Boolean(
        string="In Portfolio", help="At least one purchase ever that is not a refund."
    )
    is_company = fields.Boolean(string="Is a Company")
    is_reachable = fields.Boolean(
        string="Reachable",
        help="Has a name, and an e-mail or phone, its own or that of a contact.",
    )
    completeness = OptionalFloat(
        string="Completeness (%)",
        help="Filled part of name, street, city, country, e-mail, phone, language, "
        "reference and responsible.",
    )
    contact_count = fields.Integer(
        string="Contact Persons", help="Persons on record at the customer."
    )
    reachable_contact_count = fields.Integer(
        string="Reachable Persons", help="Those with an e-mail or phone of their own."
    )
    is_duplicate = fields.Boolean(
        string="Duplicate",
        help="Shares an e-mail, phone or tax number with another customer.",
    )
    has_linked_sites = fields.Boolean(
        string="Linked Sites", help="Addresses in at least two different places."
    )
    is_split_site = fields.Boolean(
        string="Split Sites",
        help="Stands for a group of separate customers with the same tax number or "
        "e-mail domain.",
    )
    user_id = fields.Many2one("res.users", string="Responsible")
    user_origin = fields.Selection(
        [
            ("partner", "Salesperson of the contact"),
            ("purchase", "Latest purchase"),
            ("lead", "Open lead"),
            ("segment", "Segment manager"),
            ("company", "Default of the company"),
        ],
        string="Responsible From",
    )

    # purchases
    first_purchase = fields.Date()
    last_purchase = fields.Date()
    frequency = fields.Integer(help="Purchases in the window, refunds not counted.")
    monetary = fields.Monetary(
        string="Value", help="Purchases less refunds in the window, untaxed."
    )
    margin = OptionalFloat(
        digits=(16, 2),
        aggregator="sum",
        help="Margin of the window; empty where a document has no known margin.",
    )
    margin_is_estimated = fields.Boolean(
        string="Estimated Margin", help="From standard costs, at least in part."
    )
    lifetime_orders = fields.Integer(string="Purchases Ever")
    lifetime_amount = fields.Monetary(string="Value Ever")
    recent_amount = fields.Monetary(help="Value of the drop span.")
    previous_amount = fields.Monetary(
        help="Value of the same span a year earlier, "
        "or of the span before for a younger customer."
    )
    recent_orders = fields.Integer(help="Purchases of the drop span.")
    previous_orders = fields.Integer(help="Purchases of the span compared with.")
    change_ratio = OptionalFloat(
        string="Change (%)",
        help="100 × recent ÷ previous; empty without a previous value.",
    )
    is_drop = fields.Boolean(
        string="Drop", help="Recent purchases at most 60 % of the previous ones."
    )
    is_growing = fields.Boolean(
        string="Growing",
        help="Recent purchases at least 140 % of the previous ones, with three "
        "purchases in each span.",
    )
    is_active = fields.Boolean(
        string="Active", help="A purchase that is not a refund in the window."
    )

    was_active = fields.Boolean(
        string="Active Before", help="A purchase in the window before."
    )
    is_loyal = fields.Boolean(
        string="Loyal", help="A purchase in each of the last three years."
    )

    # value
    r_score = OptionalInteger(string="Recency Score", aggregator="avg")
    f_score = OptionalInteger(string="Frequency Score", aggregator="avg")
    m_score = OptionalInteger(string="Monetary Score", aggregator="avg")
    rfm = fields.Char(string="RFM", help="Recency, frequency and monetary score.")
    abc = fields.Selection([("a", "A"), ("b", "B"), ("c", "C")], string="Class")
    tier = fields.Selection(
        TIERS,
        help="What kind of customer this is by value; empty for prospects.",
    )

    # personal contacts
    last_contact = fields.Datetime()
    last_inbound = fields.Datetime()
    last_outbound = fields.Datetime()
    contact_count_window = fields.Integer(string="Contacts in the Window")
    channel_count = fields.Integer(
        string="Channels", aggregator="avg", help="Different channels in the window."
    )
    is_two_way = fields.Boolean(
        string="Two-way", help="Inbound and outbound contacts in the window."
    )

    # complaints
    complaint_count = fields.Integer(string="Complaints", help="All on record.")
    open_complaint_count = fields.Integer(string="Open Complaints")
    oldest_open_complaint = fields.Datetime()
    median_complaint_hours = OptionalFloat(
        string="Hours to Close",
        help="Median of the working hours from opening to the final closing.",
    )
