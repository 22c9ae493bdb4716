"""Sources of interactions: what kind of contact their documents are."""

from odoo import fields, models
from odoo.fields import Domain

from ...readers.interactions import READERS, asked, documents
from .built_in_sources import BUILT_IN_SOURCES
from .onetoone_interaction import CHANNELS

BUILT_IN_MODELS = {values["model"] for values in BUILT_IN_SOURCES}


class OnetooneSource(models.Model):
    _inherit = "onetoone.source"

    channel = fields.Selection(
        CHANNELS, default="other", help="How the customer and we were in contact."
    )
    direction = fields.Selection(
        [("in", "Inbound"), ("out", "Outbound"), ("both", "Both Ways")],
        default="in",
        help="Inbound: the customer turned to us.",
    )
    is_mass = fields.Boolean(
        string="Mass",
        help="Mass contacts appear in the history and count in no indicator.",
    )

    def _with_documents(self, customers=None):
        """Return a list of the sources, with what all readers of a company need.

        :param customers: ids of commercial partners, if only these are asked for
        """
        prepared = []
        for sources in self.grouped("company_id").values():
            sources = sources.with_context(
                onetoone_documents=documents.documents_of(sources[0])
            )
            if customers is not None:
                sources = sources.with_context(
                    onetoone_asked=asked.look_up(sources[0], customers)
                )
            prepared += sources
        return prepared

    def _own_documents(self):
        """Return the models that the company added, if people can write on them.

        :return: {model: (paths of the contact, paths of the company or False)}
        """
        self.ensure_one()
        sources = self.sudo().search(
            Domain("company_id", "=", self.company_id.id)
            & Domain("is_used", "=", True)
            & Domain("model", "not in", [*BUILT_IN_MODELS, *READERS])
        )
        return {
            source.model: (source.partner_field, source.company_field)
            for source in sources
            if source.state == "ready"
            and "message_ids" in self.env[source.model]._fields
        }
