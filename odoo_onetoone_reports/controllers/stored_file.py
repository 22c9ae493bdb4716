from werkzeug.exceptions import Forbidden, NotFound

from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request

from .download import XLSX


class StoredFileController(http.Controller):
    @http.route(
        "/onetoone/file/<int:file_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def stored_file(self, file_id):
        """Send a file to the person who asked for it, if he still may have it."""
        file = request.env["onetoone.report.file"].browse(file_id)
        try:
            file.check_access("read")
        except (AccessError, MissingError):
            # whether there is such a file of somebody else stays unsaid
            raise NotFound(
                request.env._("You have no such file; files are deleted after a week.")
            ) from None
        try:
            attachment = file._deliverable()
        except UserError as error:
            raise Forbidden(str(error)) from None
        stream = request.env["ir.binary"]._get_stream_from(
            attachment, filename=file.name, mimetype=XLSX
        )
        return stream.get_response(
            as_attachment=True, content_security_policy=None, max_age=0
        )
