"""Ace by DAISY: whether an e-book says and has what people need who do not see it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from tests.conftest import chromium_path
from tests.renderings import node


def ace(book: Path, folder: Path) -> list[str]:
    """Return what Ace finds fault with in a book."""
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(chromium_path())}
    program = node.modules() / ".bin" / "ace-puppeteer"
    command = [str(program), "--force", "--silent", "--outdir", str(folder), str(book)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    found = [
        f"{one['earl:test']['dct:title']}: {one['earl:result'].get('html', '')[:300]}"
        for document in report["assertions"]
        for one in document["assertions"]
    ]
    assert report["earl:result"]["earl:outcome"] == ("fail" if found else "pass"), report["earl:result"]
    return found
