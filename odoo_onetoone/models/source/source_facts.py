"""What the used sources say: one SQL relation for each kind of fact."""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...readers import complaints, interactions, purchases, satisfaction

# whose interactions point to the document they are about
ABOUT_DOCUMENTS = ("mail.message", "mail.activity")


class OnetooneSource(models.Model):
    _inherit = "onetoone.source"

    @api.model
    def _ready(self, kind, company=None):
        """Return the used sources of a kind that can be read, of one or all."""
        domain = Domain("kind", "=", kind) & Domain("is_used", "=", True)
        if company:
            domain &= Domain("company_id", "=", company.id)
        sources = self.sudo().search(domain)
        return sources.filtered(lambda source: source.state == "ready")

    def _with_rows(self):
        """Leave out the sources of empty tables.

        There is nothing to read, but to plan it takes longer than to look.
        """
        tables = {
            model: SQL.identifier(self.env[model]._table)
            for model in set(self.mapped("model"))
            if self.env[model]._table_query is None
        }
        if not tables:
            return self
        rows = self.env.execute_query(
            SQL(" UNION ALL ").join(
                SQL("SELECT %s WHERE NOT EXISTS (SELECT FROM %s)", model, table)
                for model, table in tables.items()
            )
        )
        empty = {model for (model,) in rows}
        return self.filtered(lambda source: source.model not in empty)

    @api.model
    def _purchases(self, company=None, margin_since=None, in_bulk=False):
        """Return SQL, in brackets: the purchases of one or all companies.

        :param margin_since: date before which margins are not looked for
        :param in_bulk: whether all purchases are wanted, and not those of a few
            customers: what belongs to them is then read in one pass
        """
        selects = [
            purchases.select_purchases(source, margin_since, in_bulk)
            for source in self._ready("purchase", company)._with_rows()
        ]
        return _union(selects or [purchases.EMPTY])

    @api.model
    def _interactions(self, company=None, portfolio=None, customers=None, sources=None):
        """Return SQL, in brackets: the interactions of one or all companies.

        Parameters as for ``_select_interactions``.
        """
        selects = self._select_interactions(company, portfolio, customers, sources)
        return _union(selects or [interactions.EMPTY])

    @api.model
    def _select_interactions(
        self, company=None, portfolio=None, customers=None, sources=None
    ):
        """Return a list with the SELECT of the interactions of each source.

        The key ``onetoone_in_bulk`` of the context says that those of everybody are
        wanted: what tells about them is then read in one pass.

        :param portfolio: SQL relation of the ids of the customers of ``company``;
            by default those the stored profiles know
        :param customers: ids of commercial partners: only their interactions, looked
            up so that nobody else's are read
        :param sources: ids of sources: only theirs
        """
        ready = self._ready("interaction", company)._with_rows()
        if sources is not None:
            ready = ready.filtered(lambda source: source.id in sources)
        return [
            interactions.select_interactions(
                source, portfolio or _stored_portfolio(source.company_id, customers)
            )
            for source in ready._with_documents(customers)
        ]

    @api.model
    def _complaints(
        self, company=None, until=None, portfolio=None, in_bulk=False, contacts=None
    ):
        """Return SQL, in brackets: the complaints of one or all companies.

        :param until: naive UTC datetime from which on nothing counts
        :param portfolio: SQL relation of the ids of the customers of ``company``;
            by default those the stored profiles know
        :param in_bulk: whether all complaints are wanted, and not those of a few
            customers: what belongs to them is then read in one pass
        :param contacts: SQL relation of the company's interactions, with at least
            all personal ones about complaints; by default they are read
        """
        until = SQL("%s::timestamp", until or "infinity")
        selects = [
            complaints.select_complaints(
                source,
                contacts or source._interactions_on_documents(),
                portfolio or _stored_portfolio(source.company_id),
                until,
                in_bulk,
            )
            for source in self._ready("complaint", company)._with_rows()
        ]
        return _union(selects or [complaints.EMPTY])

    def _interactions_on_documents(self):
        """Return SQL, in brackets: the interactions about the source's documents."""
        self.ensure_one()
        # not only the customers asked for may write about their documents
        everybody = self.with_context(onetoone_asked=None)
        ready = everybody._ready("interaction", self.company_id)
        about = ready.filtered(
            lambda source: source.model in (*ABOUT_DOCUMENTS, self.model)
        )
        return everybody._interactions(self.company_id, sources=about.ids)

    @api.model
    def _satisfactions(self, company=None, portfolio=None):
        """Return SQL, in brackets: the ratings of one or all companies.

        :param portfolio: SQL relation of the ids of the customers of ``company``;
            by default those the stored profiles know
        """
        selects = [
            satisfaction.select_satisfactions(
                source, portfolio or _stored_portfolio(source.company_id)
            )
            for source in self._ready("satisfaction", company)._with_rows()
        ]
        return _union(selects or [satisfaction.EMPTY])

    @api.model
    def _first_complaint(self, company, before=None):
        """Return when the first complaint was opened, in naive UTC, or None.

        :param before: only complaints opened before this moment are looked for
        """
        moments = [
            complaints.first_opened(source, before)
            for source in self._ready("complaint", company)
        ]
        return min(filter(None, moments), default=None)


def _stored_portfolio(company, customers=None):
    """Who is in a company's portfolio as far as the stored profiles know."""
    return SQL(
        "(SELECT partner_id FROM onetoone_profile"
        " WHERE company_id = %s AND is_customer AND %s)",
        company.id,
        SQL("TRUE") if customers is None else SQL("partner_id IN %s", customers),
    )


def _union(selects):
    return SQL("(%s)", SQL(" UNION ALL ").join(selects))
