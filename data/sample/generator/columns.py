"""Columns of every CSV file. All datetimes are UTC, to the minute.

References are stable keys: C company, U user (its login), P partner, S sale order,
I invoice, L lead, T ticket, K claim. Messages, calls and meetings need none.
"""

COLUMNS = {
    "company": ("ref", "name", "parent", "currency", "calendar", "email"),
    "calendar": ("ref", "name", "tz", "company"),
    # weekday 0 = Monday; hours decimal, local time
    "calendar_attendance": ("calendar", "weekday", "hour_from", "hour_to"),
    "calendar_leave": ("calendar", "name", "start", "end"),
    # units of `currency` for one unit of the company's own currency
    "currency_rate": ("company", "currency", "date", "rate"),
    "user": ("ref", "name", "company", "companies", "department", "role", "groups",
             "active"),
    # cost in the currency of each company, empty = not known
    "product": ("ref", "name", "type", "price", "cost_c1", "cost_c2"),
    # kind: company, person (customers); contact, branch (children)
    "partner": ("ref", "parent", "kind", "name", "email", "phone", "street", "zip",
                "city", "country", "vat", "function", "company", "user", "number",
                "active", "generic", "created"),
    # state: sale, cancel, draft, sent
    "order": ("ref", "company", "partner", "date", "currency", "state", "user"),
    "order_line": ("order", "product", "quantity", "price"),
    # kind: invoice, refund; state: posted, draft, cancel
    "invoice": ("ref", "company", "partner", "date", "currency", "kind", "state",
                "user", "order"),
    "invoice_line": ("invoice", "product", "quantity", "price"),
    # outcome: won, lost, open
    "lead": ("ref", "name", "partner", "contact_name", "email", "phone", "company",
             "user", "source", "referred", "created", "outcome", "closed", "expected"),
    "ticket": ("ref", "name", "company", "partner", "email", "user", "priority",
               "channel", "opened"),
    # tracked 0: written in the transaction that created the ticket
    "ticket_stage": ("ticket", "date", "stage", "user", "tracked"),
    "claim": ("ref", "name", "company", "partner", "user", "priority", "opened",
              "closed_field"),
    "claim_stage": ("claim", "date", "stage", "user"),
    # author: a user, a partner or odoobot; sender: who created the record if not
    # the author; note 1 = internal note; pdf: own (of the document) or file
    "message": ("date", "type", "doc", "author", "to", "note", "company", "sender",
                "attachment", "text"),
    "phonecall": ("date", "partner", "user", "company", "direction", "state",
                  "minutes"),
    "meeting": ("start", "minutes", "user", "attendees", "text"),
    "text": ("ref", "subject", "body"),
}
