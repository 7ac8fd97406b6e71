"""The Nu Html Checker: one run of it looks at many files."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.renderings import node

#: What it says and nobody has to mend: forms are XML as well, where an empty element ends in a slash.
TOLERATED = ("Trailing slash on void elements has no effect and interacts badly with unquoted attribute values.",)
AROUND = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>A page of somebody else</title></head>'
    "<body><h1>What we read</h1>{}</body></html>"
)


def messages(pages: Mapping[str, bytes], folder: Path) -> list[str]:
    """Return everything that it says of ``{name: page}``, warnings as well, but what is tolerated."""
    for name, data in pages.items():
        (folder / f"{name}.html").write_bytes(data)
    jar = node.modules() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    # Its schemas need a deep stack, and so short a run no optimising compiler.
    command = ["java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar), "--format", "json"]
    files = [str(folder / f"{name}.html") for name in pages]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)  # noqa: S603
    return [
        f"{Path(said['url']).name}:{said.get('lastLine')}: {said['message']} {said.get('extract', '')}"
        for said in json.loads(done.stderr)["messages"]
        if said["message"] not in TOLERATED
    ]
