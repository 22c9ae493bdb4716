"""A private PostgreSQL cluster: nothing of the user's is touched.

It listens on a socket in its own folder only, so that checkouts need no free port
and no other user of the machine can connect.
"""

import json
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from . import settings, system_packages
from .console import Problem, is_root, say, tail
from .steps import locked

RECORD = settings.LOCAL / "cluster.json"
USER = "odoo"
PORT = 5432  # names the socket file; no port is opened
SOCKET_PATH_LIMIT = 90  # the kernel allows 107 bytes with the file name
# The databases can be built again at any time: speed counts, not durability.
CONFIGURATION = """
listen_addresses = ''
max_connections = 80
shared_buffers = 256MB
work_mem = 32MB
maintenance_work_mem = 128MB
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 2GB
log_line_prefix = '%m %d '
"""


class Cluster(NamedTuple):
    folder: Path  # holds data, socket and log
    socket: Path
    owner: str | None  # the unprivileged user that runs it, when we are root

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def options(self) -> dict:
        if not self.owner:
            return {}
        entry = pwd.getpwnam(self.owner)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def ensure() -> None:
    """Create and start the private cluster, or check the given server."""
    if not settings.has_own_cluster():
        check_server()
        return
    with locked("cluster"):
        cluster = recorded() or create()
        if not is_running(cluster):
            start(cluster)
    os.environ.update(environment(cluster))


def environment(cluster: Cluster) -> dict[str, str]:
    return {
        "PGHOST": str(cluster.socket),
        "PGPORT": str(PORT),
        "PGUSER": USER,
        settings.OWN_CLUSTER_MARK: settings.CHECKOUT_ID,
    }


def recorded() -> Cluster | None:
    if not RECORD.exists():
        return None
    row = json.loads(RECORD.read_text())
    cluster = Cluster(Path(row["folder"]), Path(row["socket"]), row["owner"])
    return cluster if (cluster.data / "PG_VERSION").exists() else None


def create() -> Cluster:
    say("Creating a private PostgreSQL cluster …")
    owner = unprivileged_user() if is_root() else None
    folder = place(owner)
    cluster = Cluster(folder, socket_folder(folder), owner)
    for path in (folder, cluster.socket):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if owner:
            shutil.chown(path, owner)
    shutil.rmtree(cluster.data, ignore_errors=True)
    result = pg(
        cluster,
        "initdb",
        *("-D", cluster.data, "-U", USER, "-A", "trust"),
        *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
    )
    if result.returncode:
        lines = (result.stderr or result.stdout).strip().splitlines()
        raise Problem(f"PostgreSQL's initdb failed: {lines[-1] if lines else '?'}")
    with (cluster.data / "postgresql.conf").open("a") as handle:
        handle.write(CONFIGURATION)
        handle.write(f"max_parallel_workers_per_gather = {workers()}\n")
    row = {"folder": str(folder), "socket": str(cluster.socket), "owner": owner}
    RECORD.write_text(json.dumps(row))
    return cluster


def workers() -> int:
    """Processes that help another one: with it, not more than there are processors."""
    return min(max((os.cpu_count() or 1) - 1, 1), 4)


def unprivileged_user() -> str:
    """PostgreSQL refuses to run as root."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise Problem("There is no unprivileged user to run PostgreSQL: create `postgres`.")


def place(owner: str | None) -> Path:
    """Below .local when the server's user can reach it, else in /var/tmp."""
    if owner is None or can_reach(owner, settings.LOCAL):
        return settings.LOCAL / "cluster"
    return Path(tempfile.mkdtemp(prefix="onetoone-cluster-", dir="/var/tmp"))


def can_reach(owner: str, folder: Path) -> bool:
    cluster = Cluster(folder, folder, owner)
    return not subprocess.run(
        ["test", "-x", str(folder)], check=False, cwd="/", **cluster.options()
    ).returncode


def socket_folder(folder: Path) -> Path:
    if len(str(folder)) < SOCKET_PATH_LIMIT:
        return folder
    return Path(tempfile.mkdtemp(prefix="onetoone-socket-", dir="/tmp"))


def pg(cluster: Cluster, program: str, *arguments) -> subprocess.CompletedProcess:
    folder = system_packages.postgres_bin()
    if not folder:
        raise Problem(
            "PostgreSQL's server programs were not found: install PostgreSQL, or name"
            " an existing server with PGHOST, PGPORT, PGUSER and PGPASSWORD."
        )
    environ = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    return subprocess.run(
        [str(folder / program), *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={**environ, "LC_ALL": "C.UTF-8"},
        **cluster.options(),
    )


def is_running(cluster: Cluster) -> bool:
    return not pg(cluster, "pg_ctl", "status", "-D", cluster.data).returncode


def start(cluster: Cluster) -> None:
    cluster.socket.mkdir(mode=0o700, parents=True, exist_ok=True)
    if cluster.owner:
        shutil.chown(cluster.socket, cluster.owner)
    result = pg(
        cluster,
        "pg_ctl",
        *("start", "-w", "-t", "60", "-s", "-D", cluster.data, "-l", cluster.log),
        *("-o", f"-k '{cluster.socket}' -p {PORT}"),
    )
    if result.returncode:
        last = tail(cluster.log, 1) or result.stderr.strip()
        raise Problem(
            f"The private PostgreSQL did not start: {last} (log: {cluster.log};"
            " make clean starts over)."
        )


def stop() -> bool:
    cluster = recorded()
    if not cluster or not is_running(cluster):
        return False
    pg(cluster, "pg_ctl", "stop", "-w", "-m", "fast", "-D", cluster.data)
    return True


def remove() -> None:
    cluster = recorded()
    stop()
    if cluster:
        shutil.rmtree(cluster.folder, ignore_errors=True)
        if cluster.socket != cluster.folder:
            shutil.rmtree(cluster.socket, ignore_errors=True)
    RECORD.unlink(missing_ok=True)


def check_server() -> None:
    from . import databases

    if os.environ.get("PGUSER") == "postgres":
        raise Problem(
            "Odoo refuses the database user postgres: name another with PGUSER that"
            " may create databases."
        )
    databases.check_connection()
