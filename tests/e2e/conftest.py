"""The sample company in Odoo, against answers that did not come from the product."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT, ROOT / "scripts", ROOT / "tests/e2e", ROOT / "tests/sample")
sys.path[:0] = [str(folder) for folder in FOLDERS]
