"""What runs within Odoo: `python -m onetoone_dev.inside TASK DATABASE LOG [ARGS]`.

Started by `odoo_command.task` with Odoo's own Python environment. Standard output has
progress, on lines that begin with a mark, and at the end the result as JSON.
"""

import json
import re
import sys
import unicodedata
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from dateutil.relativedelta import relativedelta

import odoo.api
import odoo.service.server
from odoo.modules.registry import Registry
from odoo.tools import config

from onetoone_dev import demo_summary, leftovers, settings, translations
from onetoone_dev.console import PROGRESS

# readings of earlier quarters, for the trend
TREND_MONTHS, TREND_STEP = 12, 3


@contextmanager
def environment(database: str, log: str):
    """An environment of the superuser, committed at the end."""
    config.parse_config(
        ["-c", str(settings.ODOO_CONF), "-d", database, "--logfile", log, "--no-http"],
        setup_logging=True,
    )
    odoo.service.server.start(preload=[], stop=True)
    with Registry(database).cursor() as cr:
        env = odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {})
        yield env(context=env["res.users"].context_get())
        cr.commit()


def progress(*parts) -> None:
    print(PROGRESS, *parts, flush=True)


def store_in_database(env) -> None:
    env["ir.config_parameter"].set_param("ir_attachment.location", "db")
    env["ir.attachment"].force_storage()


def load_sample(env) -> None:
    from data.sample.load import load

    load(env, log=progress)


def compute(env) -> None:
    """Settings of the sample companies, then all that is computed each night."""
    from data.sample import AS_OF
    from data.sample.load import configure

    configure(env)
    # the companies live on AS_OF: tonight's jobs would move them to today
    for job in ("refresh", "refresh_touched", "refresh_members", "detect"):
        env.ref(f"odoo_onetoone.ir_cron_{job}").active = False
    for company in demo_summary.companies(env):
        # as if the addon had been there for a year: segments have a past
        for months in range(TREND_MONTHS, -1, -TREND_STEP):
            as_of = AS_OF - relativedelta(months=months)
            env["onetoone.profile"]._refresh(company, as_of=as_of)
            env["onetoone.segment"]._refresh_members(company, as_of=as_of)
        env["onetoone.segment"]._refresh_results(company, as_of=AS_OF)
        # as of the next night on, profiles know the retention of their segments
        env["onetoone.profile"]._refresh(company, as_of=AS_OF)
        for months in range(0, TREND_MONTHS + 1, TREND_STEP):
            as_of = AS_OF - relativedelta(months=months)
            env["onetoone.indicator"]._measure(company, as_of=as_of)
        env["onetoone.alert"]._detect(company, as_of=AS_OF)


def demonstrate(env, out: str) -> dict[str, dict]:
    """Rounds, the files, and the summary that the terminal shows."""
    if not env["onetoone.assessment"].search_count([], limit=1):
        hold_rounds(env)
    for company in demo_summary.companies(env):
        env["onetoone.association"]._associate(company)
    results = demo_summary.demo_summary(env)
    for company in demo_summary.companies(env):
        results[company.name]["files"] = [
            write_file(Path(out, f"onetoone-{name}"), write)
            for name, write in files_of(company)
        ]
    return results


def files_of(company):
    """Yield (name, function that writes into a file) of all that leaves as a file."""
    env, name = company.env, slug(company.name)
    for kind in ("evidence", "segment"):
        workbook = env[f"onetoone.{kind}.workbook"]
        yield f"{kind}-{name}.xlsx", partial(workbook._write_to, company)
    makes_pdf = env["ir.actions.report"].get_wkhtmltopdf_state() != "install"
    customers = env["onetoone.customer.workbook"]
    yield f"customers-{name}.xlsx", partial(customers._write_company_to, company)
    for assessment in demo_summary.closed_rounds(company):
        round_name = f"{slug(assessment.name)}-{name}"
        workbook = env["onetoone.assessment.workbook"]
        yield f"assessment-{round_name}.xlsx", partial(workbook._write_to, assessment)
        if makes_pdf:
            summary = env["onetoone.assessment.summary"]
            yield f"summary-{round_name}.pdf", partial(summary._write_to, assessment)


def write_file(path: Path, write) -> str:
    """Write a file; its path, which never holds half of it."""
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as handle:
        write(handle)
    unfinished.replace(path)
    return str(path)


def hold_rounds(env) -> None:
    """The closed rounds, and the next one, open to everybody with its link."""
    from data.opinion.load import hold_all
    from data.sample import AS_OF

    *_earlier, latest = hold_all(env)
    action = latest.action_next_round()
    following = env["onetoone.assessment"].browse(action["res_id"])
    following.name = "Autumn 2026"
    following.as_of = AS_OF + relativedelta(months=TREND_STEP)
    following.group_ids.has_link = True
    following.action_open()


def prepare_pages(env) -> None:
    """Bundle scripts and styles now: the first page would else be white meanwhile."""
    env["ir.qweb"]._pregenerate_assets_bundles()


def slug(name: str) -> str:
    """A file name that every system can take: "Säntis AG" gives "santis-ag"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower())) or "company"


def uninstall(env) -> list[str]:
    """Uninstall our addons; what they left behind."""
    modules = env["ir.module.module"].search(
        [("name", "in", settings.ADDONS), ("state", "=", "installed")]
    )
    modules.button_immediate_uninstall()
    env.transaction.reset()
    return leftovers.find(odoo.api.Environment(env.cr, odoo.api.SUPERUSER_ID, {}))


def export_terms(env) -> dict[str, int]:
    """The terms of our addons; how many of each file are not translated."""
    return translations.export(env)


TASKS = {
    task.__name__: task
    for task in (
        store_in_database,
        load_sample,
        compute,
        demonstrate,
        prepare_pages,
        uninstall,
        export_terms,
    )
}


def main() -> None:
    name, database, log, *arguments = sys.argv[1:]
    with environment(database, log) as env:
        result = TASKS[name](env, *arguments)
    if result is not None:
        print(json.dumps(result))


if __name__ == "__main__":
    main()
