"""How a file is sent that is written while somebody waits."""

import os
import tempfile

from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send_written(write, filename, mimetype=XLSX):
    """Return the response with a file from disk.

    :param write: function that writes it into a binary file object
    """
    # the response closes the file, which removes it
    file = tempfile.TemporaryFile(prefix="onetoone-")  # noqa: SIM115
    try:
        write(file)
        return _response(file, filename, mimetype)
    except BaseException:
        file.close()
        raise


def _response(file, filename, mimetype):
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return http.Response(
        wrap_file(request.httprequest.environ, file),
        direct_passthrough=True,
        headers=[
            ("Content-Type", mimetype),
            ("Content-Length", str(size)),
            ("Content-Disposition", content_disposition(filename)),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "private, no-store"),
        ],
    )
