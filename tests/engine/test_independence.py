"""The engine needs nothing but Python and knows no present."""

import ast
import os
import subprocess
import sys

CLOCK_NAMES = {"now", "utcnow", "today", "time_ns", "monotonic", "perf_counter"}


def trees(folder):
    modules = sorted(folder.glob("**/*.py"))
    assert len(modules) > 1
    return {
        str(path.relative_to(folder)): ast.parse(path.read_text("utf-8"))
        for path in modules
    }


def imported_modules(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module


def test_only_the_standard_library_is_imported(engine_folder):
    foreign = {
        (file, name)
        for file, tree in trees(engine_folder).items()
        for name in imported_modules(tree)
        if name.partition(".")[0] not in sys.stdlib_module_names
    }
    assert not foreign


def test_relative_imports_stay_inside_the_engine(engine_folder):
    outside = [
        (file, node.module)
        for file, tree in trees(engine_folder).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level > file.count(os.sep) + 1
    ]
    assert not outside


def test_no_clock(engine_folder):
    uses = {
        (file, node.attr)
        for file, tree in trees(engine_folder).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in CLOCK_NAMES
    }
    imports = {
        (file, name)
        for file, tree in trees(engine_folder).items()
        for name in imported_modules(tree)
        if name == "time"
    }
    assert not uses | imports


def test_every_module_loads_without_installed_packages(engine_folder):
    modules = [
        ".".join(path.relative_to(engine_folder.parent).with_suffix("").parts)
        for path in engine_folder.glob("**/*.py")
    ]
    program = (
        f"import importlib, sys; sys.path.append({str(engine_folder.parent)!r}); "
        f"[importlib.import_module(name) for name in {modules!r}]"
    )
    alone = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", program],
        capture_output=True,
        text=True,
        check=False,
    )
    assert alone.returncode == 0, alone.stderr


def test_every_public_name_is_explained(engine_folder):
    silent = [
        (file, node.name)
        for file, tree in trees(engine_folder).items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert not silent
