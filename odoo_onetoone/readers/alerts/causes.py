"""The table of causes: what should be an alert, whether it is one already or not."""

from odoo.tools import SQL

from ..tables import create_temporary

CAUSES = SQL("onetoone_alert_cause")

# a cause that does not start an alert only keeps one that was started
COLUMNS = {
    "partner_id": SQL("NULL::integer"),
    "res_model": SQL("NULL::varchar"),
    "res_id": SQL("NULL::integer"),
    "user_id": SQL("NULL::integer"),
    "amount_at_stake": SQL("0::numeric"),
    "date_due": SQL("NULL::date"),
    "red_from": SQL("NULL::date"),
    "starts": SQL("TRUE"),
    "details": SQL("'{}'::jsonb"),
}


def cause(kind, **columns):
    """Return the SQL of the columns of a cause.

    :param columns: SQL of those that are not empty; ``details`` as {name: SQL}
    """
    details = columns.pop("details", {})
    if details:
        columns["details"] = SQL(
            "jsonb_build_object(%s)",
            SQL(", ").join(
                SQL("%s::text, %s", name, value) for name, value in details.items()
            ),
        )
    named = {**COLUMNS, **columns}
    return SQL(
        "%s::varchar AS kind, %s",
        kind,
        SQL(", ").join(
            SQL("%s AS %s", sql, SQL.identifier(name)) for name, sql in named.items()
        ),
    )


def keep_causes(scene, selects):
    """Keep the causes of all kinds in ``CAUSES``.

    Who cannot be put in charge is replaced by the default of the company.
    """
    create_temporary(
        scene.env,
        CAUSES,
        SQL(
            """
            SELECT %(others)s,
                   CASE WHEN %(is_one_of_us)s THEN user_id ELSE %(default)s::integer
                        END AS user_id,
                   COALESCE(red_from <= %(today)s, FALSE) AS is_red
              FROM (%(selects)s) cause
            """,
            others=SQL(", ").join(
                SQL.identifier(name) for name in ("kind", *COLUMNS) if name != "user_id"
            ),
            is_one_of_us=scene.one_of_us(SQL("user_id")),
            default=scene.default,
            today=scene.today,
            selects=SQL(" UNION ALL ").join(SQL("(%s)", one) for one in selects),
        ),
    )
