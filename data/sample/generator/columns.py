"""Columns of every CSV file. All datetimes are UTC, to the minute.

References are stable keys: C company, U user (its login), P partner, S sale order,
I invoice, L lead, T ticket, K claim, J task, O point of sale order, H live chat,
M mailing, E event. Messages, calls, meetings and activities need none.
"""

COLUMNS = {
    "company": ("ref", "name", "parent", "currency", "calendar", "email"),
    "calendar": ("ref", "name", "tz", "company"),
    # weekday 0 = Monday; hours decimal, local time
    "calendar_attendance": ("calendar", "weekday", "hour_from", "hour_to"),
    "calendar_leave": ("calendar", "name", "start", "end"),
    # units of `currency` for one unit of the company's own currency
    "currency_rate": ("company", "currency", "date", "rate"),
    "user": (
        "ref",
        "name",
        "company",
        "companies",
        "department",
        "role",
        "groups",
        "active",
    ),
    # cost in the currency of each company, empty = not known; optional: products
    # offered along with it; custom: attribute whose text the customer may choose
    "product": (
        "ref",
        "name",
        "type",
        "price",
        "cost_c1",
        "cost_c2",
        "optional",
        "custom",
    ),
    # variants of a product, by one attribute; ordered under their own reference
    "variant": ("ref", "product", "attribute", "value"),
    # kind: company, person (customers); contact, branch (children)
    "partner": (
        "ref",
        "parent",
        "kind",
        "name",
        "email",
        "phone",
        "street",
        "zip",
        "city",
        "country",
        "vat",
        "function",
        "company",
        "user",
        "number",
        "active",
        "generic",
        "created",
    ),
    # agreed with this customer: payment term, price list, language
    "terms": ("partner", "term", "pricelist", "lang"),
    "loyalty_card": ("company", "partner", "points"),
    # state: sale, cancel, draft, sent
    "order": ("ref", "company", "partner", "date", "currency", "state", "user"),
    "order_line": ("order", "product", "quantity", "price"),
    # text the customer chose for the custom attribute of the product ordered
    "order_text": ("order", "text"),
    # state: paid, draft, cancel; negative amounts are returns; invoice: its invoice
    "pos_order": (
        "ref",
        "company",
        "partner",
        "date",
        "state",
        "product",
        "amount",
        "user",
        "invoice",
    ),
    # kind: invoice, refund; state: posted, draft, cancel
    "invoice": (
        "ref",
        "company",
        "partner",
        "date",
        "currency",
        "kind",
        "state",
        "user",
        "order",
    ),
    "invoice_line": ("invoice", "product", "quantity", "price"),
    # outcome: won, lost, open
    "lead": (
        "ref",
        "name",
        "partner",
        "contact_name",
        "email",
        "phone",
        "company",
        "user",
        "source",
        "referred",
        "created",
        "outcome",
        "closed",
        "expected",
    ),
    "ticket": (
        "ref",
        "name",
        "company",
        "partner",
        "email",
        "user",
        "priority",
        "channel",
        "opened",
    ),
    # tracked 0: written in the transaction that created the ticket
    "ticket_stage": ("ticket", "date", "stage", "user", "tracked"),
    "claim": (
        "ref",
        "name",
        "company",
        "partner",
        "user",
        "priority",
        "opened",
        "closed_field",
    ),
    "claim_stage": ("claim", "date", "stage", "user"),
    # complaints kept as tasks of one project
    "task": ("ref", "name", "company", "partner", "user", "priority", "opened"),
    "task_stage": ("task", "date", "stage", "user"),
    # what a customer gave, 1 to 5; consumed 0: asked for, never given
    "rating": ("doc", "partner", "user", "value", "date", "consumed"),
    # author: a user, a partner, odoobot or chatbot; sender: who created the record
    # if not the author; note 1 = internal note; pdf: own (of the document) or file
    "message": (
        "date",
        "type",
        "doc",
        "author",
        "to",
        "note",
        "company",
        "sender",
        "attachment",
        "text",
    ),
    "phonecall": (
        "date",
        "partner",
        "user",
        "company",
        "direction",
        "state",
        "minutes",
    ),
    "meeting": ("start", "minutes", "user", "attendees", "text"),
    # type: call, meeting, todo; done empty = still planned; meeting: its start
    "activity": ("doc", "type", "user", "due", "done", "meeting"),
    # agent: a user or chatbot; what was said is in the messages
    "chat": ("ref", "start", "partner", "agent"),
    "mailing": ("ref", "subject", "date", "company", "user"),
    # status: sent, open, reply, bounce, cancel
    "mailing_trace": ("mailing", "partner", "status"),
    "event": ("ref", "name", "company", "begin", "end"),
    # state: open, done, cancel
    "registration": ("event", "partner", "created", "state"),
    # what our addons are told, once they are installed; permission: as they name it
    "wish": ("partner", "channel", "interval", "permission"),
    "wallet": ("partner", "company", "date", "amount", "potential", "origin"),
    # a tier chosen by hand
    "choice": (
        "partner",
        "company",
        "tier",
        "reason",
        "date",
        "date_expiry",
        "user",
    ),
    # topic: as our addons supply it
    "learning": (
        "partner",
        "company",
        "topic",
        "value",
        "date",
        "date_expiry",
        "user",
    ),
    # domain: field, operator and value, separated by blanks
    "segment": (
        "ref",
        "company",
        "division",
        "basis",
        "exclusive",
        "name",
        "domain",
        "manager",
        "reported",
        "budget",
        "profit",
    ),
    # days between two contacts
    "guideline": ("segment", "channel", "shortest", "longest", "who", "tone"),
    "proposition": ("segment", "element", "benefit", "standard", "measure", "limit"),
    "plan": (
        "segment",
        "aim",
        "name",
        "user",
        "deadline",
        "budget",
        "state",
        "expected",
    ),
    "text": ("ref", "subject", "body"),
}
