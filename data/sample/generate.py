"""Rewrite ``data/sample/csv`` byte for byte: ``python data/sample/generate.py``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from data.sample import CSV_DIR  # noqa: E402
from data.sample.generator import generate  # noqa: E402

if __name__ == "__main__":
    generate(Path(sys.argv[1]) if len(sys.argv) > 1 else CSV_DIR)
