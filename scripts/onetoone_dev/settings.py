"""Where things are, and what may be set from outside."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
LOGS = LOCAL / "log"
OUT = ROOT / "out"
VENV = LOCAL / "venv"
NODE = LOCAL / "node"
ODOO_CONF = LOCAL / "odoo.conf"
CACHE = (
    Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "onetoone-odoo"
)

ADDONS = ("odoo_onetoone", "odoo_onetoone_reports")
# The optional addons that sources and indicators read where they are installed.
OPTIONAL_MODULES = (
    "sale_management",
    "sale_crm",
    "sale_margin",
    "account",
    "calendar",
    "sms",
    "helpdesk_mgmt",
    "crm_claim",
    "crm_phonecall",
    "point_of_sale",
    "project",
    "mass_mailing",
    "mass_mailing_sms",
    "event",
    "im_livechat",
    "sale_loyalty",
    "delivery",
    "hr",
    "privacy_lookup",
)
HARD_MODULES = ("crm", "survey")

CHECKOUT_ID = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]


def present_addons() -> list[str]:
    return [name for name in ADDONS if (ROOT / name / "__manifest__.py").exists()]


def http_port() -> int:
    return int(os.environ.get("PORT") or 8069)


def serves() -> bool:
    return os.environ.get("SERVE", "1") != "0"


def odoo_dir() -> str | None:
    return os.environ.get("ODOO_DIR") or None


# Set beside the PG* variables of the private cluster, for the programs started here.
OWN_CLUSTER_MARK = "ONETOONE_CLUSTER"


def has_own_cluster() -> bool:
    """Whether PostgreSQL is private; PGHOST or PGPORT point to an existing one."""
    if os.environ.get(OWN_CLUSTER_MARK) == CHECKOUT_ID:
        return True
    return not (os.environ.get("PGHOST") or os.environ.get("PGPORT"))


def database(name: str) -> str:
    """The real name: on a shared server checkouts must not meet in one database."""
    if has_own_cluster():
        return name
    return os.environ.get("DB_PREFIX", f"onetoone_{CHECKOUT_ID}_") + name


def digest(*parts) -> str:
    """A short hash of texts and files, to recognise inputs that have changed."""
    result = hashlib.sha256()
    for part in parts:
        result.update(part.read_bytes() if isinstance(part, Path) else part.encode())
        result.update(b"\0")
    return result.hexdigest()[:16]


def files_digest(folders, skipped=("__pycache__",)) -> str:
    """A hash of all files below `folders`, without those in skipped folders."""
    paths = sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not set(skipped) & set(path.parts)
    )
    names = [str(path.relative_to(ROOT)) for path in paths]
    return digest(*names, *paths)
