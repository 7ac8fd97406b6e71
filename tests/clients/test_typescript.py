"""The TypeScript client compiles against the OpenAPI document, which is exact enough to stop a mistake."""

from __future__ import annotations

import json

import pytest

from tests.clients.typescript import FOLDER, LOCK, built

pytestmark = pytest.mark.requires_node


def test_client_and_site_compile_strictly_against_the_document_and_mistakes_do_not() -> None:
    assert (built() / "site.js").exists()

    options = json.loads((FOLDER / "tsconfig.json").read_text())["compilerOptions"]
    assert options["strict"] is options["noEmitOnError"] is options["noUncheckedIndexedAccess"] is True
    # Each is an error of the compiler, or the compiler says that it is not.
    assert (FOLDER / "src" / "refused.ts").read_text().count("@ts-expect-error") >= 7


def test_site_is_about_twenty_lines() -> None:
    lines = (FOLDER / "src" / "site.ts").read_text().splitlines()

    assert len([line for line in lines if line.strip() and not line.startswith("/**")]) <= 22


def test_lockfile_pins_everything_and_names_no_registry() -> None:
    lock = json.loads(LOCK.read_text())
    packages = {name: body for name, body in lock["packages"].items() if name}

    assert all(body["version"] and body["integrity"].startswith("sha512-") for body in packages.values())
    assert "resolved" not in LOCK.read_text()
