"""The conventions that keep the program simple, held by tests."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

LIBRARY = Path(__file__).parents[1] / "scripts" / "tajarib"
MODULES = sorted(LIBRARY.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Return the top names that a module imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(LIBRARY).as_posix())
def test_only_the_adapter_knows_mkdocs(path):
    knows = imported(path) & {"mkdocs", "material", "mkdocs_static_i18n"}
    assert bool(knows) == (path.name == "site.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(LIBRARY).as_posix())
def test_the_library_does_not_print(path):
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    assert not [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]


def test_modules_can_be_held_in_the_head():
    long = {path.name: lines for path in MODULES if (lines := len(path.read_text("utf-8").splitlines())) > 500}
    assert not long


def test_templates_use_logical_properties_only():
    """Left and right are the reader's: a physical side in the style would be wrong in one of the languages."""
    styles = LIBRARY.parents[1] / "overrides" / "assets" / "css"
    physical = ("margin-left", "margin-right", "padding-left", "padding-right", "border-left", "border-right")
    physical += ("float:left", "float:right", ";left:", ";right:", "{left:", "{right:", "!important")
    found = [(path.name, word) for path in styles.glob("*.css") for word in physical if word in path.read_text("utf-8")]
    assert not found
