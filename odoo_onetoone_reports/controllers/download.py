"""A workbook on its way from a file on disk to the browser."""

import os
import tempfile
from functools import partial

from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def stream_workbook(workbook, record):
    """Return the response with the workbook of a record."""
    return stream(partial(workbook._write_to, record), workbook._filename(record))


def stream(write, filename):
    """Return the response with a workbook.

    :param write: function that writes it into a binary file object
    """
    # the response closes the file, which removes it
    file = tempfile.TemporaryFile(prefix="onetoone-")  # noqa: SIM115
    try:
        write(file)
        return _response(file, filename)
    except BaseException:
        file.close()
        raise


def _response(file, filename):
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return http.Response(
        wrap_file(request.httprequest.environ, file),
        direct_passthrough=True,
        headers=[
            ("Content-Type", XLSX),
            ("Content-Length", str(size)),
            ("Content-Disposition", content_disposition(filename)),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "private, no-store"),
        ],
    )
