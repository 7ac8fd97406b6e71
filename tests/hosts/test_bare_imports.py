"""Every module of the plugin can be imported with no more around it than it needs."""

from __future__ import annotations

from pathlib import Path

from tests.hosts.project import INSIDE, Host

FRAMEWORKS = ("django", "wagtail", "ninja", "pydantic", "modelcluster", "rest_framework", "wagtail_localize")


def test_rules_are_imported_where_no_framework_is_installed(plugin: Path, tmp_path: Path) -> None:
    bare = Host(tmp_path, "bare", plugin, without=FRAMEWORKS)

    said = bare.process(str(INSIDE / "import_rules.py")).json()

    assert Path(said["plugin"]).is_relative_to(plugin)
    assert {"research.domain.publishability", "research.domain.translation_quality"} <= set(said["imported"])


def test_every_module_is_imported_under_minimal_settings(plugin: Path, tmp_path: Path) -> None:
    bare = Host(tmp_path, "bare", plugin, without=("wagtail_localize", "modeltranslation"))

    said = bare.process(str(INSIDE / "import_all.py")).json()

    assert Path(said["plugin"]).is_relative_to(plugin)
    assert {"research.api.urls", "research.models", "research.checks"} <= set(said["imported"])
    assert "research.translation.checks" in said["optional"]
