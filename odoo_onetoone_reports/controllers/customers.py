import json
from functools import partial

from werkzeug.exceptions import InternalServerError

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .download import stream


class CustomersController(http.Controller):
    @http.route(
        "/onetoone/customers.xlsx",
        type="http",
        auth="user",
        methods=["POST"],
        readonly=True,
    )
    def customer_workbook(self, data, **_token):
        """Stream the customers of a filter from a file on disk.

        The web client sends a token along with every download.

        :param data: JSON with the domain, the columns and the companies
        """
        wish = json.loads(data)
        # companies of somebody else are refused by the environment
        workbook = request.env["onetoone.customer.workbook"].with_context(
            allowed_company_ids=wish["company_ids"]
        )
        write = partial(workbook._write_to, wish["domain"], wish["columns"])
        try:
            return stream(write, workbook._filename())
        except UserError as error:
            # as the web client reads it from a download
            answer = {
                "code": 200,
                "message": str(error),
                "data": http.serialize_exception(error),
            }
            raise InternalServerError(
                response=request.make_json_response(answer, status=500)
            ) from error
