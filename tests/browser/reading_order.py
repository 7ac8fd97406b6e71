"""The accessibility tree of a page as a screen reader goes through it, a line for each thing that it says."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

#: What groups others and is said by nobody, or repeats what stands below it.
SILENT = {
    *("none", "generic", "InlineTextBox", "LineBreak", "ListMarker", "LayoutTable", "DescriptionListDetail"),
    *("Abbr", "strong", "emphasis", "Iframe", "IframePresentational", "term", "definition", "DescriptionList"),
}
#: What is said in the words of what stands in it; those are told by its own line.
WHOLE = {"heading", "link", "button", "checkbox"}


def lines(page: Page) -> list[str]:
    """Return role and name of each thing in the order in which it is read, indented by what it stands in.

    What is in another language than the page says so as ``[fr]`` before its name; the page itself says its own.
    """
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    document = session.send("DOM.getDocument", {"depth": -1})["root"]
    session.detach()
    languages: dict[int, str] = {}
    own = _languages(document, "", languages)
    by_id = {node["nodeId"]: node for node in nodes}
    found: list[str] = []

    def walk(node: dict[str, Any], depth: int) -> None:
        role = _value(node, "role")
        name = " ".join(_value(node, "name").split())
        shown = not node.get("ignored") and role not in SILENT and bool(name or role != "StaticText")
        if shown:
            language = languages.get(node.get("backendDOMNodeId", 0), "")
            found.append("  " * depth + _line(role, name, node, language if language != own or not found else ""))
        if role in WHOLE and name:
            return
        for child in node.get("childIds", ()):
            walk(by_id[child], depth + shown)

    walk(nodes[0], 0)
    return found


def _languages(node: dict[str, Any], around: str, languages: dict[int, str]) -> str:
    """Note the language of the text in each node, by its number, and return it: ``en+ar`` where there are several."""
    attributes = node.get("attributes", [])
    named = dict(zip(attributes[::2], attributes[1::2], strict=True)).get("lang", around)
    inside = [_languages(child, named, languages) for child in node.get("children", ())]
    if node["nodeName"] in ("HTML", "#document"):
        said = next(filter(None, (*inside[-1:], named)), "") if node["nodeName"] == "#document" else named
    elif node["nodeName"] == "#text":
        said = named if node["nodeValue"].strip() else ""
    else:
        said = "+".join(dict.fromkeys(part for one in inside for part in one.split("+") if part)) or named
    languages[node["backendNodeId"]] = said
    return said


def _line(role: str, name: str, node: dict[str, Any], language: str) -> str:
    more = "".join(
        f" {kind['name']}={kind['value']['value']}"
        for kind in node.get("properties", ())
        if kind["name"] in ("level", "expanded", "checked")
    )
    said = f" [{language}]" if language else ""
    return f"{role}{more}{said}{f' “{name}”' if name else ''}"


def _value(node: dict[str, Any], name: str) -> str:
    return str(node.get(name, {}).get("value", ""))
