"""Files written out of a million customers."""

import tempfile

from .stopwatch import measure

# as many as the list shows, all of them measures or names
COLUMNS = (
    "partner_id",
    "abc",
    "rfm",
    "monetary",
    "frequency",
    "last_purchase",
    "recency_days",
    "last_contact",
    "open_complaint_count",
    "user_id",
)


def customer_workbook(env, runs: str) -> list[dict]:
    """The workbook of all customers with ten columns, as the administrator."""
    user_env = env(user=env.ref("base.user_admin").id, su=False)
    workbook = user_env["onetoone.customer.workbook"]
    domain = [["company_id", "=", env.company.id]]
    found = []
    for _run in range(int(runs)):
        with tempfile.TemporaryFile() as file:

            def work(file=file):
                workbook._write_to(domain, COLUMNS, file)

            found.append(measure(env, work) | {"megabytes": file.tell() / 2**20})
    return found
