from odoo import fields, models

from ...optional_fields import OptionalFloat, OptionalInteger

TIERS = [
    ("mvc", "Most Valuable"),
    ("mgc", "Most Growable"),
    ("standard", "Standard"),
    ("bz", "Below Zero"),
]
RELATIONSHIPS = [
    ("contact", "Contact"),
    ("connection", "Connection"),
    ("familiarity", "Familiarity"),
    ("trust", "Trust"),
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
    lifetime_orders = fields.Integer(
        string="Purchases Ever",
        help="Purchases on record before the date, refunds left out.",
    )
    lifetime_amount = fields.Monetary(
        string="Value Ever",
        help="Value of all purchases on record before the date, net of refunds.",
    )
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
    r_score = OptionalInteger(
        string="Recency Score",
        aggregator="avg",
        help="1 to 5 among the portfolio: 5 bought most recently.",
    )
    f_score = OptionalInteger(
        string="Frequency Score",
        aggregator="avg",
        help="1 to 5 among the portfolio: 5 bought most often.",
    )
    m_score = OptionalInteger(
        string="Monetary Score",
        aggregator="avg",
        help="1 to 5 among the portfolio: 5 brought most value.",
    )
    rfm = fields.Char(string="RFM", help="Recency, frequency and monetary score.")
    abc = fields.Selection([("a", "A"), ("b", "B"), ("c", "C")], string="Class")
    tier = fields.Selection(
        TIERS,
        help="What kind of customer this is by value; empty for prospects.",
    )
    chosen_tier = fields.Selection(
        TIERS, help="The tier that a person chose, while the choice is in force."
    )
    contact_effort = fields.Float(
        digits=(16, 2),
        help="Ratios of the channels of all personal contacts in the window, added up "
        "(C-X31).",
    )
    contact_cost = OptionalFloat(
        digits=(16, 2),
        aggregator="sum",
        help="Contact effort times the unit contact cost of the company; empty where "
        "the company has none.",
    )
    net_contribution = OptionalFloat(
        digits=(16, 2),
        aggregator="sum",
        help="Margin less the cost of contacts of the window (C-D08); empty where one "
        "of them is not known.",
    )
    estimated_wallet = OptionalFloat(
        digits=(16, 2),
        aggregator="sum",
        help="What the customer spends in a year, with all suppliers, on what we sell: "
        "the latest estimate (C-D17).",
    )
    potential_value = OptionalFloat(
        digits=(16, 2),
        aggregator="sum",
        help="What we could reach of the wallet in a year, as estimated with it "
        "(C-D42).",
    )
    wallet_date = fields.Date(
        string="Wallet Estimated On", help="The date of the latest wallet estimate."
    )
    share_of_customer = OptionalFloat(
        string="Share of Customer (%)",
        help="Purchases of the window, per year, in percent of the wallet (C-D17).",
    )
    has_open_opportunity = fields.Boolean(
        string="Open Opportunity", help="An opportunity neither won nor lost."
    )
    segment_retention = OptionalFloat(
        string="Retention of Segment (%)",
        help="Members who stay for a year, of the first of the customer's segments "
        "where that is known. A new rule of a segment shows here after the next full "
        "refresh.",
    )
    lifetime_value = OptionalFloat(
        digits=(16, 2),
        aggregator="sum",
        help="Value of a year × r ÷ (1 + d − r): r is the yearly retention of the "
        "customer's segment, else of the portfolio, d the interest set for the company "
        "(C-D22). How it is computed is a proposal of this project.",
    )

    # personal contacts
    last_contact = fields.Datetime()
    last_inbound = fields.Datetime()
    last_outbound = fields.Datetime()
    contact_count_window = fields.Integer(
        string="Contacts in the Window",
        help="Personal contacts of the window; mass and automatic ones do not count.",
    )
    channel_count = fields.Integer(
        string="Channels", aggregator="avg", help="Different channels in the window."
    )
    is_two_way = fields.Boolean(
        string="Two-way", help="Inbound and outbound contacts in the window."
    )

    # relationship
    relationship = fields.Selection(
        RELATIONSHIPS,
        help="How close the customer is to us: as a person confirmed it, else as the "
        "records suggest (C-D38).",
    )
    relationship_suggested = fields.Selection(
        RELATIONSHIPS,
        string="Suggested Relationship",
        help="What purchases, contacts, learnings and referrals suggest. The four "
        "levels are stated by a source; what makes one is a proposal of this project.",
    )
    learning_count = OptionalInteger(
        string="Learnings",
        help="Topics of which something was learnt that has not expired.",
    )
    gave_referral = fields.Boolean(
        string="Gave a Referral",
        help="Named as referring customer by a lead or by another contact.",
    )
    satisfaction = OptionalFloat(help="Mean rating of the window, from 0 to 5.")

    # complaints
    complaint_count = fields.Integer(string="Complaints", help="All on record.")
    open_complaint_count = fields.Integer(
        string="Open Complaints",
        help="Complaints that are not closed for good yet.",
    )
    oldest_open_complaint = fields.Datetime()
    median_complaint_hours = OptionalFloat(
        string="Hours to Close",
        help="Median of the working hours from opening to the final closing.",
    )
