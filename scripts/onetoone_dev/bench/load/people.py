"""Fifty users, the customers and their contacts."""

USERS = """
INSERT INTO res_partner
    (id, create_date, name, complete_name, commercial_partner_id, lang, type, email,
     email_normalized, active, is_company, partner_share, autopost_bills,
     customer_rank, supplier_rank, color, message_bounce)
SELECT bench.partner_of_user(n), now(), 'Colleague ' || n, 'Colleague ' || n,
       bench.partner_of_user(n), 'en_US', 'contact', name || '@company.example',
       name || '@company.example', TRUE, FALSE, FALSE, 'ask', 0, 0, 0, 0
  FROM (SELECT n, 'colleague' || n AS name
          FROM generate_series(0, %(users)s - 1) n) colleague;

INSERT INTO res_users
    (id, create_date, company_id, partner_id, active, login, share, notification_type)
SELECT %(user)s + n, now(), %(company)s, bench.partner_of_user(n), TRUE,
       'colleague' || n, FALSE, 'email'
  FROM generate_series(0, %(users)s - 1) n;

INSERT INTO res_groups_users_rel (gid, uid)
SELECT data.res_id, %(user)s + n
  FROM ir_model_data data, generate_series(0, %(users)s - 1) n
 WHERE (data.module, data.name) IN (('base', 'group_user'),
                                    ('sales_team', 'group_sale_salesman'));

INSERT INTO res_company_users_rel (cid, user_id)
SELECT %(company)s, %(user)s + n FROM generate_series(0, %(users)s - 1) n;
"""

# Shares that a real database has: not everybody has an e-mail, a phone, a city; some
# share an e-mail, a phone or a VAT number with another customer.
CUSTOMERS = """
INSERT INTO res_partner
    (id, create_date, write_date, create_uid, write_uid, name, complete_name,
     commercial_partner_id, commercial_company_name, user_id, country_id, ref, lang,
     vat, type, street, zip, city, email, email_normalized, phone, phone_sanitized,
     active, is_company, partner_share, autopost_bills, customer_rank, supplier_rank,
     color, message_bounce)
SELECT bench.partner(n), created, created, 1, 1, name, name, bench.partner(n),
       CASE WHEN is_company THEN name END,
       CASE WHEN bench.share(n, 50) < 0.10 THEN bench.user_of(n) END,
       CASE WHEN bench.share(n, 51) < 0.85
            THEN (%(countries)s::integer[])[1 + mod(n, 5)] END,
       CASE WHEN bench.share(n, 52) < 0.20 THEN 'C' || n END,
       'en_US',
       CASE WHEN is_company AND bench.share(n, 53) < 0.60
            THEN 'DE' || 100000000 + n - 10 * (bench.share(n, 54) < 0.005)::integer
            END,
       'contact',
       CASE WHEN bench.share(n, 55) < 0.75 THEN 'Street ' || mod(n, 997) END,
       CASE WHEN bench.share(n, 55) < 0.75 THEN lpad(mod(n, 9973)::text, 5, '0') END,
       CASE WHEN bench.share(n, 56) < 0.80 THEN 'City ' || mod(n, 499) END,
       email, email, phone, replace(phone, ' ', ''),
       bench.share(n, 57) < 0.98, is_company, TRUE, 'ask', 1, 0, 0, 0
  FROM (SELECT n, bench.is_company(n) AS is_company, 'Customer ' || n AS name,
               bench.moment(n, %(customers)s) - interval '1 year' AS created,
               CASE WHEN bench.share(n, 58) < 0.70 THEN
                    concat('mail', other, '@', CASE
                        WHEN bench.is_company(other) THEN 'firm' || other || '.example'
                        ELSE 'gmail.com' END) END AS email,
               CASE WHEN bench.share(n, 59) < 0.50 THEN
                    '+49 30 ' || lpad((n - (bench.share(n, 60) < 0.01)::integer)::text,
                                      8, '0') END AS phone
          FROM (SELECT n, greatest(0, n - (bench.share(n, 61) < 0.02)::integer) AS other
                  FROM generate_series(0::bigint, %(customers)s - 1) n
                OFFSET 0) numbered
        OFFSET 0) customer;
"""

# the second contact of every fourth company is an address in another city
CONTACTS = """
INSERT INTO res_partner
    (id, create_date, write_date, create_uid, write_uid, name, complete_name,
     parent_id, commercial_partner_id, commercial_company_name, country_id, lang, type,
     street, zip, city, email, email_normalized, phone, phone_sanitized, function,
     active, is_company, partner_share, autopost_bills, customer_rank, supplier_rank,
     color, message_bounce)
SELECT %(partner)s + %(users)s + %(customers)s + n, company.create_date,
       company.create_date, 1, 1, contact.name, company.name || ', ' || contact.name,
       company.id, company.id, company.name, company.country_id, 'en_US',
       CASE WHEN elsewhere THEN 'delivery' ELSE 'contact' END, company.street,
       CASE WHEN elsewhere THEN lpad(mod(n, 9973)::text, 5, '0') ELSE company.zip END,
       CASE WHEN elsewhere THEN 'City ' || mod(n, 499) ELSE company.city END,
       contact.email, contact.email, contact.phone, replace(contact.phone, ' ', ''),
       CASE WHEN elsewhere THEN NULL ELSE 'Purchasing' END, TRUE, FALSE, TRUE, 'ask', 0,
       0, 0, 0
  FROM (SELECT n, n / 2 / 3 * 10 + mod(n / 2, 3) AS customer, 'Contact ' || n AS name,
               mod(n, 8) = 1 AS elsewhere,
               CASE WHEN bench.share(n, 62) < 0.65 THEN
                    concat('contact', n, '@firm', n / 2 / 3 * 10 + mod(n / 2, 3),
                           '.example') END AS email,
               CASE WHEN bench.share(n, 63) < 0.35
                    THEN '+49 40 ' || lpad(n::text, 8, '0') END AS phone
          FROM generate_series(0::bigint, %(contacts)s - 1) n
        OFFSET 0) contact
  JOIN res_partner company ON company.id = bench.partner(contact.customer);
"""

STATEMENTS = (USERS, CUSTOMERS, CONTACTS)
