"""Invoices with refunds, sales orders, some of their lines, and leads.

The documents of the main kind are the purchases. Those of the other kind belong to
every twentieth of them: an invoice comes from an order, through their lines.
"""

INVOICES = """
INSERT INTO account_move
    (id, sequence_number, sequence_prefix, name, journal_id, company_id, partner_id,
     commercial_partner_id, partner_shipping_id, currency_id, invoice_user_id, team_id,
     create_uid, write_uid, create_date, write_date, state, move_type, auto_post,
     payment_state, invoice_partner_display_name, date, invoice_date, invoice_date_due,
     invoice_currency_rate, amount_untaxed, amount_tax, amount_total, amount_residual,
     amount_untaxed_signed, amount_untaxed_in_currency_signed, amount_tax_signed,
     amount_total_signed, amount_total_in_currency_signed, amount_residual_signed,
     checked, posted_before, is_move_sent, always_tax_exigible)
SELECT %(move)s + n / %(step)s, n, concat('INV/', extract(year FROM moment), '/'),
       bench.invoice_name(n), %(journal)s, %(company)s,
       CASE WHEN mod(n, 10) = 3 THEN bench.contact(customer, n)
            ELSE bench.partner(customer) END,
       bench.partner(customer), bench.partner(customer), %(currency)s,
       bench.user_of(customer), %(team)s, bench.user_of(customer),
       bench.user_of(customer), moment, moment, 'posted',
       CASE WHEN is_refund THEN 'out_refund' ELSE 'out_invoice' END, 'no', 'paid',
       'Customer ' || customer, moment::date, moment::date, moment::date + 30, 1,
       amount, tax, amount + tax, 0, sign * amount, sign * amount, sign * tax,
       sign * (amount + tax), sign * (amount + tax), 0, TRUE, TRUE, TRUE, FALSE
  FROM (SELECT *, round(amount * 0.2, 2) AS tax,
               CASE WHEN is_refund THEN -1 ELSE 1 END AS sign
          FROM bench.purchases
         WHERE mod(n, %(step)s) = 0) purchase;
"""

ORDERS = """
INSERT INTO sale_order
    (id, name, company_id, partner_id, partner_invoice_id, partner_shipping_id,
     currency_id, user_id, team_id, create_uid, write_uid, create_date, write_date,
     state, invoice_status, currency_rate, amount_untaxed, amount_tax, amount_total,
     margin, margin_percent, locked, date_order, picking_policy, warehouse_id)
SELECT %(order)s + n / %(step)s, 'S' || lpad(n::text, 8, '0'), %(company)s,
       CASE WHEN mod(n, 10) = 3 THEN bench.contact(customer, n)
            ELSE bench.partner(customer) END,
       bench.partner(customer), bench.partner(customer), %(currency)s,
       bench.user_of(customer), %(team)s, bench.user_of(customer),
       bench.user_of(customer), moment, moment, 'sale', 'invoiced', 1,
       amount, round(amount * 0.2, 2), round(amount * 1.2, 2), round(amount * 0.3, 2),
       0.3, FALSE, moment, 'direct', %(warehouse)s
  FROM bench.purchases
 WHERE mod(n, %(step)s) = 0;
"""

INVOICE_LINES = """
INSERT INTO account_move_line
    (id, move_id, journal_id, company_id, company_currency_id, currency_id, sequence,
     account_id, partner_id, product_id, product_uom_id, move_name, parent_state, name,
     display_type, date, invoice_date, debit, credit, balance, amount_currency,
     quantity, price_unit, price_subtotal, price_total, discount, create_uid, write_uid,
     create_date, write_date, reconciled)
SELECT %(move_line)s + n / %(line_step)s, %(move)s + n / %(step)s, %(journal)s,
       %(company)s, %(currency)s, %(currency)s, 10, %(account)s,
       bench.partner(customer), %(product)s, %(uom)s, bench.invoice_name(n), 'posted',
       'Product', 'product', moment::date, moment::date,
       CASE WHEN is_refund THEN amount ELSE 0 END,
       CASE WHEN is_refund THEN 0 ELSE amount END,
       CASE WHEN is_refund THEN amount ELSE -amount END,
       CASE WHEN is_refund THEN amount ELSE -amount END,
       1, amount, amount, round(amount * 1.2, 2), 0, bench.user_of(customer),
       bench.user_of(customer), moment, moment, FALSE
  FROM bench.purchases
 WHERE has_line AND mod(n, %(step)s) = 0;
"""

ORDER_LINES = """
INSERT INTO sale_order_line
    (id, order_id, sequence, company_id, currency_id, order_partner_id, salesman_id,
     product_id, product_uom_id, state, qty_delivered_method, invoice_status, name,
     product_uom_qty, price_unit, discount, price_subtotal, price_total,
     price_reduce_taxexcl, qty_delivered, qty_invoiced, qty_to_invoice, customer_lead,
     margin, purchase_price, margin_percent, create_uid, write_uid, create_date,
     write_date)
SELECT %(order_line)s + n / %(line_step)s, %(order)s + n / %(step)s, 10, %(company)s,
       %(currency)s, bench.partner(customer), bench.user_of(customer), %(product)s,
       %(uom)s, 'sale', 'manual', 'invoiced', 'Product', 1, amount, 0, amount,
       round(amount * 1.2, 2), amount, 1, 1, 0, 0, round(amount * 0.3, 2),
       round(amount * 0.7, 2), 0.3, bench.user_of(customer), bench.user_of(customer),
       moment, moment
  FROM bench.purchases
 WHERE has_line AND mod(n, %(step)s) = 0;
"""

LINKS = """
INSERT INTO sale_order_line_invoice_rel (invoice_line_id, order_line_id)
SELECT %(move_line)s + n / %(line_step)s, %(order_line)s + n / %(line_step)s
  FROM generate_series(0::bigint, %(purchases)s - 1, %(side_step)s) n;
"""

LEADS = """
INSERT INTO crm_lead
    (id, user_id, team_id, company_id, stage_id, partner_id, create_uid, write_uid,
     name, type, priority, partner_name, email_from, won_status, expected_revenue,
     prorated_revenue, active, date_open, date_closed, date_last_stage_update,
     create_date, write_date, probability, automated_probability)
SELECT %(lead)s + n, bench.user_of(customer), %(team)s, %(company)s,
       CASE won WHEN 'won' THEN %(stage_won)s ELSE %(stage_open)s END,
       bench.contact(customer, n), bench.user_of(customer), bench.user_of(customer),
       'Opportunity ' || n, 'opportunity', '0', 'Customer ' || customer, NULL, won,
       amount, amount / 2, won != 'lost', created,
       CASE WHEN won != 'pending' THEN created + interval '30 days' END, created,
       created, created,
       CASE won WHEN 'won' THEN 100 WHEN 'lost' THEN 0 ELSE 40 END, 40
  FROM (SELECT n, bench.customer(n, 25) AS customer,
               bench.moment(n, %(leads)s) AS created,
               round(100 + 900 * bench.share(n, 26)) AS amount,
               CASE WHEN bench.share(n, 27) < 0.3 THEN 'won'
                    WHEN bench.share(n, 27) < 0.7 THEN 'lost' ELSE 'pending' END AS won
          FROM generate_series(0::bigint, %(leads)s - 1) n
        OFFSET 0) lead;
"""


def statements(plan, constants):
    """Pairs of a statement and its parameters."""
    is_main = plan.purchases_model == "account.move"
    steps = {True: 1, False: constants["side_step"]}
    invoice = constants | {"step": steps[is_main]}
    order = constants | {"step": steps[not is_main]}
    return [
        (INVOICES, invoice),
        (ORDERS, order),
        (INVOICE_LINES, invoice),
        (ORDER_LINES, order),
        (LINKS, constants),
        (LEADS, constants),
    ]
