"""The caches in front as ``deploy/`` documents them, with the addresses of a test put in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from tests.caching.processes import HOST, free_port, running
from tests.conftest import server_path

DEPLOY = Path(settings.BASE_DIR) / "deploy"


def program(name: str) -> str:
    path = server_path(name)
    assert path, f"{name} is not installed."
    return path


@contextmanager
def varnish(folder: Path, behind: int) -> Iterator[int]:
    """Start Varnish before the port ``behind`` and yield its own."""
    port = free_port()
    vcl = folder / "varnish.vcl"
    text, put = re.subn(r'\.port = "\d+"', f'.port = "{behind}"', (DEPLOY / "varnish.vcl").read_text("utf-8"))
    assert put == 1
    vcl.write_text(text, "utf-8")
    command = [program("varnishd"), "-F", "-a", f"{HOST}:{port}", "-f", str(vcl), "-n", str(folder / "varnish")]
    # As the person who runs the tests: nobody else may read the folder.
    with running("varnish", [*command, "-j", "none", "-s", "malloc,32m", "-T", "none"], port, folder):
        yield port


@contextmanager
def nginx(folder: Path, behind: int) -> Iterator[int]:
    """Start nginx before the port ``behind`` and yield its own."""
    port = free_port()
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    # A folder of the tests is open to the person alone who runs them.
    user = "user root;" if os.geteuid() == 0 else ""
    for old, new in (
        ("server 127.0.0.1:8000;", f"server {HOST}:{behind};"),
        ("listen 80;", f"listen {HOST}:{port};"),
        ("/var/cache/nginx/research", str(folder / "kept")),
        ("worker_processes auto;", f"{user} worker_processes 1; daemon off; pid {folder}/pid;"),
        ("http {", f"http {{ access_log off; {_temporary(folder)}"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    configuration = folder / "nginx.conf"
    configuration.write_text(text, "utf-8")
    command = [program("nginx"), "-p", str(folder), "-c", str(configuration), "-e", str(folder / "error.log")]
    with running("nginx", command, port, folder):
        yield port


def _temporary(folder: Path) -> str:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
