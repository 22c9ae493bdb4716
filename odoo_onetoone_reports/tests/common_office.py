"""Files as LibreOffice opens them: computed anew, and as pictures."""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from openpyxl import load_workbook
from PIL import Image

SECONDS = 180


def recalculated(content, changes=()):
    """Return the workbook with every formula computed by LibreOffice.

    The values that the file came with are dropped first, so that none can be kept.

    :param changes: {(sheet, cell): number} to type in before
    """
    workbook = load_workbook(io.BytesIO(content))
    for (sheet, cell), value in dict(changes).items():
        workbook[sheet][cell] = value
    bare = io.BytesIO()
    workbook.save(bare)
    file = converted(bare.getvalue(), "xlsx:Calc MS Excel 2007 XML", "xlsx")
    return load_workbook(io.BytesIO(file), data_only=True)


def pictures(content):
    """Return the pages of a workbook, as it is printed, as pictures in grey."""
    if not shutil.which("pdftoppm"):
        raise AssertionError("pdftoppm is missing: install poppler-utils.")
    with tempfile.TemporaryDirectory(prefix="onetoone-") as folder:
        pdf = Path(folder, "book.pdf")
        pdf.write_bytes(converted(content, "pdf", "pdf"))
        subprocess.run(
            ["pdftoppm", "-r", "40", "-png", str(pdf), str(Path(folder, "page"))],
            check=True,
            timeout=SECONDS,
        )
        return [
            Image.open(path).convert("L").copy()
            for path in sorted(Path(folder).glob("page*.png"))
        ]


def is_blank(picture):
    darkest, lightest = picture.getextrema()
    return darkest == lightest


def converted(content, target, ending):
    """Return a workbook that LibreOffice opened and saved as something else."""
    if not shutil.which("soffice"):
        raise AssertionError("soffice is missing: install libreoffice-calc.")
    with tempfile.TemporaryDirectory(prefix="onetoone-") as folder:
        source, results = Path(folder, "book.xlsx"), Path(folder, "results")
        source.write_bytes(content)
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                target,
                "--outdir",
                str(results),
                str(source),
            ],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
        return Path(results, f"book.{ending}").read_bytes()
