"""The SQL functions and views that say what each row of the benchmark holds.

They live in a schema of their own while the database is filled.
"""

from ..plan import AS_OF, LINE_STEP, SIDE_STEP, USERS, YEARS

# table -> the first id that is free
BASES = {
    "res_partner": "partner",
    "res_users": "user",
    "account_move": "move",
    "account_move_line": "move_line",
    "sale_order": "order",
    "sale_order_line": "order_line",
    "crm_lead": "lead",
    "helpdesk_ticket": "ticket",
    "mail_message": "message",
    "mail_notification": "notification",
    "mail_tracking_value": "tracking",
    "ir_attachment": "attachment",
}

# a prime, so that the customers with most purchases are spread over the ids
SPREAD = 7_368_787

CREATE = """
CREATE SCHEMA bench;

-- a number of [0, 1) that depends on the row's number and on what it is for
CREATE FUNCTION bench.share(n bigint, salt integer) RETURNS float8
LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS
$$ SELECT (hashint8extended(n, salt) & 2147483647)::float8 / 2147483648 $$;

-- hours that pass, to the second: exponentially distributed
CREATE FUNCTION bench.pause(n bigint, salt integer, mean float8) RETURNS interval
LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS
$$ SELECT floor(-ln(1 - bench.share(n, salt)) * mean * 3600) * interval '1 second' $$;

-- the customer a document belongs to: few have many documents (a power law)
CREATE FUNCTION bench.customer(n bigint, salt integer) RETURNS bigint
LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS
$$ SELECT mod(floor(%(customers)s * power(bench.share(n, salt), 3))::bigint
              * %(spread)s, %(customers)s) $$;

CREATE FUNCTION bench.is_company(customer bigint) RETURNS boolean
LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS $$ SELECT mod(customer, 10) < 3 $$;

CREATE FUNCTION bench.user_of(customer bigint) RETURNS integer
LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS
$$ SELECT (%(user)s + mod(customer, %(users)s))::integer $$;

-- partner ids: the users', then the customers', then their contacts'
CREATE FUNCTION bench.partner(customer bigint) RETURNS integer
LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS
$$ SELECT (%(partner)s + %(users)s + customer)::integer $$;

CREATE FUNCTION bench.partner_of_user(customer bigint) RETURNS integer
LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS
$$ SELECT (%(partner)s + mod(customer, %(users)s))::integer $$;

-- whom of the customer a document names: a contact, or the customer itself
CREATE FUNCTION bench.contact(customer bigint, n bigint) RETURNS integer
LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS
$$ SELECT (CASE WHEN bench.is_company(customer) AND bench.share(n, 1) < 0.8
           THEN %(partner)s + %(users)s + %(customers)s
                + 2 * (customer / 10 * 3 + mod(customer, 10))
                + (bench.share(n, 2) < 0.3)::integer
           ELSE bench.partner(customer) END)::integer $$;

CREATE FUNCTION bench.moment(n bigint, total bigint) RETURNS timestamp
LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS
$$ SELECT date_trunc('second', timestamp %(since)s
                     + n::float8 / total * %(days)s * interval '1 day') $$;

CREATE FUNCTION bench.invoice_name(n bigint) RETURNS text
LANGUAGE SQL IMMUTABLE PARALLEL SAFE AS
$$ SELECT concat('INV/', extract(year FROM bench.moment(n, %(purchases)s)), '/',
                 lpad(n::text, 8, '0')) $$;

CREATE VIEW bench.purchases AS
SELECT n, bench.customer(n, 10) AS customer, bench.moment(n, %(purchases)s) AS moment,
       bench.share(n, 11) < 0.03 AS is_refund,
       round(least(15 * power(1 - bench.share(n, 12), -0.8), 50000)::numeric, 2)
           AS amount,
       mod(n, %(line_step)s) = 0 AS has_line
  FROM generate_series(0::bigint, %(purchases)s - 1) n
OFFSET 0;

-- a tenth is still open, a twelfth was closed, reopened and closed again
CREATE VIEW bench.tickets AS
SELECT n, bench.customer(n, 20) AS customer, bench.moment(n, %(complaints)s) AS opened,
       CASE WHEN bench.share(n, 21) < 0.10 THEN 'open'
            WHEN bench.share(n, 21) < 0.18 THEN 'reopened' ELSE 'closed' END AS course,
       bench.moment(n, %(complaints)s) + bench.pause(n, 22, 6) AS change_1,
       bench.moment(n, %(complaints)s) + bench.pause(n, 22, 6)
           + bench.pause(n, 23, 20) AS change_2,
       bench.moment(n, %(complaints)s) + bench.pause(n, 22, 6)
           + bench.pause(n, 23, 20) + bench.pause(n, 24, 30) AS change_3
  FROM generate_series(0::bigint, %(complaints)s - 1) n
OFFSET 0;

-- half received; the others sent by a user, some as text messages, by a robot, or
-- internal notes
CREATE VIEW bench.messages AS
SELECT n, way, document,
       CASE document WHEN 'partner' THEN bench.customer(n, 30)
                     WHEN 'purchase' THEN bench.customer(number, 10)
                     WHEN 'side' THEN bench.customer(number * %(side_step)s, 10)
                     WHEN 'lead' THEN bench.customer(number, 25)
                     ELSE bench.customer(number, 20) END AS customer,
       number,
       CASE document WHEN 'ticket'
            THEN bench.moment(number, %(complaints)s) + bench.pause(n, 31, 15)
            ELSE bench.moment(n, %(messages)s) END AS moment
  FROM (SELECT n, document,
               CASE WHEN way < 0.50 THEN 'received' WHEN way < 0.88 THEN 'sent'
                    WHEN way < 0.92 THEN 'text' WHEN way < 0.96 THEN 'robot'
                    ELSE 'note' END AS way,
               floor(bench.share(n, 34) * CASE document
                     WHEN 'purchase' THEN %(purchases)s WHEN 'side' THEN %(sides)s
                     WHEN 'lead' THEN %(leads)s ELSE %(complaints)s END)::bigint
                   AS number
          FROM (SELECT n, bench.share(n, 32) AS way,
                       CASE WHEN bench.share(n, 33) < 0.35 THEN 'partner'
                            WHEN bench.share(n, 33) < 0.65 THEN 'purchase'
                            WHEN bench.share(n, 33) < 0.70 THEN 'side'
                            WHEN bench.share(n, 33) < 0.80 THEN 'lead'
                            ELSE 'ticket' END AS document
                  FROM generate_series(0::bigint, %(messages)s - 1) n
                OFFSET 0) drawn
        OFFSET 0) located
OFFSET 0;
"""
DROP = "DROP SCHEMA IF EXISTS bench CASCADE"


def create(cursor, plan) -> dict:
    """Create them; return the constants that the statements use as parameters."""
    since = AS_OF.replace(year=AS_OF.year - YEARS)
    constants = {
        "customers": plan.customers,
        "contacts": plan.contacts,
        "purchases": plan.purchases,
        "messages": plan.messages,
        "complaints": plan.complaints,
        "leads": plan.leads,
        "sides": plan.side_documents,
        "users": USERS,
        "side_step": SIDE_STEP,
        "line_step": LINE_STEP,
        "spread": SPREAD,
        "since": since.isoformat(),
        "days": (AS_OF - since).days,
    }
    for table, name in BASES.items():
        cursor.execute(f"SELECT COALESCE(max(id), 0) + 1 FROM {table}")
        (constants[name],) = cursor.fetchone()
    cursor.execute(DROP)
    cursor.execute(CREATE, constants)
    return constants
