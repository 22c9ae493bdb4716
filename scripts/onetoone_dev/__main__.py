"""The commands: setup, demo, test, bench, lint, translations, pictures, odoo, …"""

import errno
import os
import shutil
import sys

from . import (
    cluster,
    node_env,
    odoo_command,
    settings,
    system_packages,
)
from .console import Problem, say


def setup(_arguments, for_tests=True):
    settings.LOCAL.mkdir(exist_ok=True)
    system_packages.ensure(for_tests)
    odoo = odoo_command.ensure()
    if for_tests:
        node_env.ensure()
    return odoo


def command_setup(arguments) -> int:
    setup(arguments)
    say("Everything is set up: make demo, make test, scripts/odoo --help")
    return 0


def command_demo(_arguments) -> int:
    from . import demo

    return demo.run(lambda: setup(None, for_tests=False))


def command_test(arguments) -> int:
    from . import test_run

    odoo = setup(None)
    return test_run.run_chosen(odoo, arguments) if arguments else test_run.run_all(odoo)


def command_bench(_arguments) -> int:
    from .bench import command

    return command.run(lambda: setup(None, for_tests=False))


def command_lint(_arguments) -> int:
    from . import lint

    setup(None)
    return lint.run()


def command_format(_arguments) -> int:
    from . import lint

    setup(None)
    return lint.fix()


def command_translations(_arguments) -> int:
    from . import translations

    return translations.run(setup(None, for_tests=False))


def command_pictures(_arguments) -> int:
    from . import pictures

    return pictures.run(setup(None))


def command_odoo(arguments) -> int:
    settings.LOCAL.mkdir(exist_ok=True)
    system_packages.ensure(for_tests=False)
    return odoo_command.run(arguments)


def command_stop(_arguments) -> int:
    say("PostgreSQL stopped." if cluster.stop() else "PostgreSQL was not running.")
    return 0


def command_clean(_arguments) -> int:
    cluster.remove()
    shutil.rmtree(settings.LOCAL, ignore_errors=True)
    say(f"Removed {settings.LOCAL}; downloads are kept in {settings.CACHE}.")
    return 0


def main() -> int:
    forget_empty_connection_variables()
    name, *arguments = sys.argv[1:] or [""]
    command = globals().get(f"command_{name}")
    if not command:
        names = [key[8:] for key in globals() if key.startswith("command_")]
        raise Problem(f"Unknown command {name!r}: choose one of {', '.join(names)}.")
    return command(arguments)


def forget_empty_connection_variables() -> None:
    """make exports what is not set as empty, and Odoo takes no empty port."""
    for name in ("PGHOST", "PGPORT", "PGUSER", "PGPASSWORD"):
        if not os.environ.get(name):
            os.environ.pop(name, None)


def guarded_main() -> int:
    """Whatever can be missing ends in one sentence, never in a traceback."""
    try:
        return main()
    except Problem as problem:
        print(problem, file=sys.stderr)
    except KeyboardInterrupt:
        print("Interrupted; run the same command again to go on.", file=sys.stderr)
        return 130
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS):
            raise
        place = error.filename or os.getcwd()
        print(
            f"{error.strerror}: {place}; make room or permit it, then run this again"
            " (it needs about 4 GB for Odoo and the databases).",
            file=sys.stderr,
        )
    return 1


if __name__ == "__main__":
    sys.exit(guarded_main())
