"""What is in the wheel, and what it says that it needs."""

from __future__ import annotations

import ast
import re
import sys
import zipfile
from collections.abc import Mapping
from functools import cache
from importlib.metadata import packages_distributions, requires
from pathlib import Path

from tests.hosts.wheel import SOURCE, metadata, names

#: The parts of the plugin that need an extra.
OPTIONAL = {
    "research/translation/": "localize",
    "research/webhooks/": "webhooks",
    "research/counting/shared": "limits",
    "research/renderings/pdf": "pdf",
}


def test_wheel_holds_every_file_of_the_plugin_and_nothing_else(wheel: Path) -> None:
    ours = {
        path.relative_to(SOURCE).as_posix()
        for path in (SOURCE / "research").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    held = {name for name in names(wheel) if ".dist-info/" not in name}

    assert held == ours


def test_wheel_holds_types_pages_words_data_and_migrations(wheel: Path) -> None:
    held = names(wheel)

    assert "research/py.typed" in held
    assert "research/migrations/0001_initial.py" in held
    for folder, suffix in (("templates", "html"), ("static", "js"), ("domain", "json"), ("locale", "po")):
        assert [n for n in held if n.startswith(f"research/{folder}/") and n.endswith(suffix)], f"no {suffix}: {folder}"


def test_every_catalogue_in_the_wheel_is_compiled(wheel: Path) -> None:
    held = names(wheel)

    assert {n.removesuffix(".po") for n in held if n.endswith(".po")} == {
        n.removesuffix(".mo") for n in held if n.endswith(".mo")
    }


def test_wheel_says_its_licence_its_readme_and_its_optional_part(wheel: Path) -> None:
    said = metadata(wheel)

    assert said["Name"] == "wagtail-research-updates"
    assert said["License-Expression"] == "BSD-3-Clause"
    assert said["Description-Content-Type"] == "text/markdown"
    assert len(str(said.get_payload())) > 500
    assert said.get_all("Provides-Extra") == ["pdf", "localize", "limits", "webhooks"]


def test_plugin_imports_only_what_it_or_wagtail_requires(wheel: Path) -> None:
    always, extras = required(wheel)

    for name, source in sources(wheel).items():
        allowed = always.union(*(extras[extra] for part, extra in OPTIONAL.items() if name.startswith(part)))
        for module in imported(source):
            assert allowed & distributions(module), f"{name} imports {module}, which nothing requires."


def test_everything_that_the_wheel_requires_is_used(wheel: Path) -> None:
    used = {name for source in sources(wheel).values() for module in imported(source) for name in distributions(module)}

    assert {normal(line) for line in metadata(wheel).get_all("Requires-Dist", [])} <= used


def required(wheel: Path) -> tuple[set[str], dict[str, set[str]]]:
    """Return the distributions that are there after an installation, and those that each extra adds."""
    lines = metadata(wheel).get_all("Requires-Dist", [])
    always = {normal(line) for line in lines if "extra ==" not in line}
    always |= {normal(line) for line in requires("wagtail") or () if "extra ==" not in line}
    extras = {
        extra: {normal(line) for line in lines if re.search(rf'extra == ["\']{extra}["\']', line)}
        for extra in OPTIONAL.values()
    }
    return always, extras


def normal(requirement: str) -> str:
    """Return the name in a requirement as package indexes write it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


@cache
def installed() -> Mapping[str, list[str]]:
    """Return which distributions bring a module. Looking takes seconds."""
    return packages_distributions()


def distributions(module: str) -> set[str]:
    return {normal(name) for name in installed().get(module, ())}


def sources(wheel: Path) -> dict[str, str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".py")}


def imported(source: str) -> set[str]:
    """Return the top-level names of other people's modules that ``source`` imports."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"research"}
