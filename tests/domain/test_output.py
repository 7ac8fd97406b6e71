"""R14: what is asked of anything that leaves."""

from __future__ import annotations

from typing import Any

import pytest

from research.domain.output import output_problems


def text(value: str = "Words.") -> dict[str, str]:
    return {"text": value, "language": "en", "direction": "ltr", "origin": "human"}


def html(**changes: str) -> dict[str, str]:
    return {"html": "<p>W</p>", "language": "en", "direction": "ltr", "origin": "human", **changes}


def finding(**changes: Any) -> dict[str, Any]:
    good = {"type": "finding", "statement": text(), "caveats": [{"sentence": text()}], "no_caveat_reason": None}
    return {**good, **changes}


def leaving(*blocks: Any, **more: Any) -> dict[str, Any]:
    return {"blocks": list(blocks), **more}


@pytest.mark.parametrize(
    ("output", "codes"),
    [
        (leaving(finding()), []),
        (leaving(finding(caveats=[], no_caveat_reason=text())), []),
        (leaving(finding(caveats=[])), ["output-finding-without-caveats"]),
        (leaving(finding(caveats=[], no_caveat_reason=text(""))), ["output-finding-without-caveats"]),
        (leaving(finding(caveats=[{"sentence": text("")}])), ["output-finding-without-caveats"]),
        (leaving(finding(caveats=None)), ["output-finding-without-caveats"]),
        (leaving({"deeper": [{"below": finding(caveats=[])}]}), ["output-finding-without-caveats"]),
        (leaving(finding(statement=text(""))), ["finding-without-statement"]),
        (leaving(finding(statement={"text": "Words.", "language": "en"})), ["output-language-unknown"]),
        (leaving({"content": html(direction="up")}), ["output-language-unknown"]),
        (leaving({"content": html(language="")}), ["output-language-unknown"]),
        (leaving(source_documents=[{"promotional": True}]), ["output-conflict-missing"]),
        (leaving(source_documents=[{"promotional": True}], conflict_of_interest={"notice": text()}), []),
        (leaving(disclosures=[{"kind": {"code": "sells_treatment"}}]), ["output-conflict-missing"]),
        (leaving(disclosures=[{"kind": {"code": "none"}}]), []),
    ],
)  # fmt: skip
def test_output_is_stopped_by_exactly_these_codes(output: dict[str, Any], codes: list[str]) -> None:
    assert [p.code for p in output_problems(output)] == codes
