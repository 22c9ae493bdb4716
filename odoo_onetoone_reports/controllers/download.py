"""A workbook on its way from a file on disk to the browser."""

import os
import tempfile

from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def stream_workbook(workbook, record):
    """Return the response with the workbook of a record."""
    # the response closes the file, which removes it
    file = tempfile.TemporaryFile(prefix="onetoone-")  # noqa: SIM115
    try:
        workbook._write_to(record, file)
        return _stream(file, workbook._filename(record))
    except BaseException:
        file.close()
        raise


def _stream(file, filename):
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
