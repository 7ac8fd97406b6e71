"""The settings of public servers, in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ENVIRONMENT = {
    "SECRET_KEY": "a-long-and-random-text-for-tests-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "updates.example.org",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "WAGTAILADMIN_BASE_URL": "https://updates.example.org",
}


def manage(module: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the site in a process with only these variables set."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG") if name in os.environ}
    return subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env={**kept, "DJANGO_SETTINGS_MODULE": f"cms.settings.{module}", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("module", ["production", "delivery"])
def test_server_settings_have_no_errors(module: str, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'site.sqlite3'}"

    ran = manage(module, "check", "--deploy", "--fail-level", "ERROR", **ENVIRONMENT, DATABASE_URL=address)

    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize(
    "missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "WAGTAILADMIN_BASE_URL"]
)
def test_public_server_without_a_needed_variable_does_not_start(missing: str) -> None:
    environment = {**ENVIRONMENT, "DATABASE_URL": "sqlite://:memory:"}
    del environment[missing]

    ran = manage("production", "check", **environment)

    assert ran.returncode != 0
    assert f"{missing} is not set. Set it in the environment of this process." in ran.stderr


def test_reading_process_cannot_write(tmp_path: Path) -> None:
    address = os.environ.get("DATABASE_URL") or f"sqlite:///{tmp_path / 'site.sqlite3'}"
    script = "from django.db import connection; connection.cursor().execute('CREATE TABLE written (id int)')"

    ran = manage("delivery", "shell", "--no-imports", "-c", script, **ENVIRONMENT, DATABASE_URL=_existing(address))

    assert ran.returncode != 0
    assert "read-only transaction" in ran.stderr or "readonly database" in ran.stderr


def _existing(address: str) -> str:
    """Return ``address`` with a database that every PostgreSQL server has; the test database may not be there."""
    if not address.startswith("postgres"):
        return address
    return address.rpartition("/")[0] + "/postgres"
