"""A site that somebody else made with ``wagtail start``, and what is said when its commands run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.hosts.wheel import SOURCE, python, run

INSIDE = Path(__file__).parent / "inside"
#: Modules without any import of this site, which scripts inside a host use.
LENT = ("stream_data.py", "translations.py")
START = "from wagtail.bin.wagtail import main; main()"
MOUNT = """
urlpatterns.insert(0, path("api/research/v1/", include("research.api.urls")))
"""


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said on both of its channels."""

    status: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return f"{self.out}\n{self.err}"

    def json(self) -> Any:
        """Return what a script inside the host reported. Raises ``AssertionError`` with its words if it failed."""
        assert self.status == 0, self.all
        return json.loads(self.out.splitlines()[-1])


@dataclass(frozen=True)
class Host:
    """A project in ``root``. Its processes see the plugin in ``plugin`` and this interpreter's packages.

    ``without`` names modules whose import fails, as in a site where they were never installed.
    """

    root: Path
    name: str
    plugin: Path
    without: tuple[str, ...] = ()

    def start(self, settings: Mapping[str, Path]) -> None:
        """Make the project, give it these files of settings by module name, and mount the API."""
        python("-c", START, "start", self.name, str(self.root), cwd=self.root)
        for module, source in settings.items():
            shutil.copy(source, self.root / self.name / "settings" / f"{module}.py")
        urls = self.root / self.name / "urls.py"
        urls.write_text(urls.read_text() + MOUNT)
        for script in INSIDE.glob("*.py"):
            shutil.copy(script, self.root)
        for application in ("newsroom",):
            shutil.copytree(INSIDE / application, self.root / application)
        for lent in LENT:
            shutil.copy(SOURCE / "tests" / lent, self.root)

    def manage(self, *arguments: str, settings: str = "dev") -> Said:
        return self.process("manage.py", *arguments, DJANGO_SETTINGS_MODULE=f"{self.name}.settings.{settings}")

    def script(self, module: str, settings: str = "dev") -> Said:
        """Run a module of ``inside`` in the host, with Django set up."""
        return self.manage("shell", "--no-imports", "-c", f"import {module}", settings=settings)

    def process(self, *arguments: str, **environment: str) -> Said:
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
        ours = {
            "PYTHONPATH": os.pathsep.join([str(INSIDE / "blocked"), str(self.plugin)]),
            "BLOCKED_IMPORTS": " ".join(self.without),
        }
        ran = run(sys.executable, *arguments, cwd=self.root, env={**kept, **ours, **environment})
        return said(ran)


def said(ran: subprocess.CompletedProcess[str]) -> Said:
    return Said(ran.returncode, ran.stdout, ran.stderr)
