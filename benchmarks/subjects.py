"""The requests that each subject gets, and what a right answer to them is."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from typing import Any, Protocol
from urllib.parse import urlencode, urlsplit

from benchmarks.load import Request
from benchmarks.running import HOST, NotThere, Server

API = "/api/research/v1"
LOCALES = ("en", "es", "fr", "de", "ar")
#: The items of a page of the list that is turned a thousand times.
ITEMS_A_PAGE = 4
PAGES = 1000
#: So many answers of each subject are looked at before the load, spread over its requests.
LOOKED_AT = 20
PAGE_TYPE = "research.ResearchUpdatePage"

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Asking:
    """What a subject is asked: ``expects`` says what is wrong with an answer, or "". ``note`` goes into the results."""

    requests: Sequence[Request]
    expects: Callable[[Answer], str]
    note: str = ""


class Asks(Protocol):
    """Whoever can ask: over a connection, or inside a process."""

    def get(self, request: Request) -> Answer: ...


class Client:
    """One connection that is kept open."""

    def __init__(self, server: Server) -> None:
        self._connection = HTTPConnection(HOST, server.port, timeout=120)

    def get(self, request: Request) -> Answer:
        self._connection.request("GET", request.path, headers=dict(request.headers))
        answer = self._connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())

    def close(self) -> None:
        self._connection.close()


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen before the load: bytes of a body on average, and how long the quickest answer took."""

    size: float
    seconds: float


def verify(asking: Asking, client: Asks) -> Looked:
    """Look at answers before the load.

    Raises ``RuntimeError`` if one is wrong: what is fast because it is empty must not count.
    """
    step = max(1, len(asking.requests) // LOOKED_AT)
    sizes, waited = [], []
    for request in asking.requests[::step]:
        at = time.perf_counter()
        answer = client.get(request)
        waited.append(time.perf_counter() - at)
        if wrong := asking.expects(answer):
            raise RuntimeError(f"{request.path} {wrong}; the answer ({answer.status}) begins {answer.body[:300]!r}")
        sizes.append(len(answer.body))
    return Looked(sum(sizes) / len(sizes), min(waited))


def _says(*texts: str) -> Callable[[Answer], str]:
    """Expect a body in JSON that holds each of ``texts``."""

    def expects(answer: Answer) -> str:
        if answer.status != 200:
            return "is refused"
        absent = [text for text in texts if text.encode() not in answer.body]
        return f"has no {absent[0]}" if absent else ""

    return expects


def _items(count: int, *texts: str) -> Callable[[Answer], str]:
    """Expect ``count`` items, each with each of ``texts`` in it."""

    def expects(answer: Answer) -> str:
        if answer.status != 200:
            return "is refused"
        items = answer.json()["items"]
        if len(items) != count:
            return f"has {len(items)} items in place of {count}"
        return next((f"has an item without {text}" for item in items for text in texts if text not in item), "")

    return expects


def _update(*texts: str) -> Callable[[Answer], str]:
    return _says('"translation_key"', '"blocks"', '"caveats"', *texts)


def detail(facts: Facts, client: Asks) -> Asking:
    return Asking(_details(facts), _update('"alternates"'))


def _details(facts: Facts) -> list[Request]:
    return [Request(f"{API}/updates/{page['key']}/?locale={page['locale']}") for page in facts["pages"]]


def cached_detail(facts: Facts, client: Asks) -> Asking:
    requests = _details(facts)
    client.get(requests[0])
    if "hit" not in client.get(requests[0]).headers.get("cache-status", ""):
        raise RuntimeError(f"{requests[0].path} does not come from the delivery cache, asked again at once.")
    return Asking(requests, _update('"alternates"'))


def conditional(facts: Facts, client: Asks) -> Asking:
    tagged = []
    for request in _details(facts):
        tag = client.get(request).headers.get("etag")
        if not tag:
            raise RuntimeError(f"{request.path} has no entity tag.")
        tagged.append(Request(request.path, (("If-None-Match", tag),)))
    return Asking(tagged, lambda answer: "" if answer.status == 304 and not answer.body else "is sent again")


def one_row(facts: Facts, client: Asks) -> Asking:
    return Asking([Request(f"/row/{page['page']}/") for page in facts["pages"]], _update())


def constant(facts: Facts, client: Asks) -> Asking:
    return Asking([Request("/constant/")], _says('"constant"'))


def bare(facts: Facts, client: Asks) -> Asking:
    return Asking([Request("/")], _says('"constant"'))


def static(facts: Facts, client: Asks) -> Asking:
    return Asking([Request("/static.json")], _update())


GZIP = (("Accept-Encoding", "gzip"),)


def zipped_static(facts: Facts, client: Asks) -> Asking:
    return Asking([Request("/static.json", GZIP)], _zipped)


def zipped_detail(facts: Facts, client: Asks) -> Asking:
    return Asking([Request(request.path, GZIP) for request in _details(facts)], _zipped)


def _zipped(answer: Answer) -> str:
    if answer.status != 200 or answer.headers.get("content-encoding") != "gzip":
        return "does not come compressed"
    return "" if gzip.decompress(answer.body).startswith(b"{") else "is not JSON"


def v2_detail(facts: Facts, client: Asks) -> Asking:
    return Asking([Request(f"/api/v2/pages/{page['page']}/") for page in facts["pages"]], _says('"body"', '"finding"'))


def v3_detail(facts: Facts, client: Asks) -> Asking:
    return Asking([Request(f"/api/v3/pages/{page['page']}/") for page in facts["pages"]], _says('"body"', '"finding"'))


def listing(facts: Facts, client: Asks) -> Asking:
    return Asking(_lists(facts), _items(_expected(facts, 20), "blocks", "alternates"))


def _lists(facts: Facts, **more: str) -> list[Request]:
    return [Request(f"{API}/updates/?{urlencode({'locale': code, 'limit': 20, **more})}") for code in LOCALES]


def _expected(facts: Facts, items: int, share: int = 1) -> int:
    """Return how many items a list has at most of one locale, where one update of ``share`` is in it."""
    return min(items, int(facts["representations"]) // len(LOCALES) // share)


def listing_with_total(facts: Facts, client: Asks) -> Asking:
    return Asking(_lists(facts, total="true"), _items(_expected(facts, 20), "blocks"))


def filtered(facts: Facts, client: Asks) -> Asking:
    # Half of the updates have the topic.
    return Asking(_lists(facts, topic=facts["topic"]), _items(_expected(facts, 20, share=2), "blocks"))


def v2_list(facts: Facts, client: Asks) -> Asking:
    asked = {"type": PAGE_TYPE, "fields": "*", "limit": 20}
    paths = [f"/api/v2/pages/?{urlencode({**asked, 'locale': code})}" for code in LOCALES]
    return Asking([Request(path) for path in paths], _items(_expected(facts, 20), "body"))


def v3_list(facts: Facts, client: Asks) -> Asking:
    asked = {"type": PAGE_TYPE, "limit": 20}
    paths = [f"/api/v3/pages/?{urlencode({**asked, 'locale': code})}" for code in LOCALES]
    return Asking([Request(path) for path in paths], _items(_expected(facts, 20), "title"))


def first_page(facts: Facts, client: Asks) -> Asking:
    return Asking([Request(f"{API}/updates/?limit={ITEMS_A_PAGE}")], _items(ITEMS_A_PAGE, "blocks"))


def deep_page(facts: Facts, client: Asks) -> Asking:
    """Turn pages, large ones at first, to the beginning of the page of that number."""
    page = _deepest(facts)
    missing = (page - 1) * ITEMS_A_PAGE
    path = f"{API}/updates/?limit={min(100, missing)}"
    while missing:
        answer = client.get(Request(path)).json()
        missing -= len(answer["items"])
        parts = urlsplit(answer["next"])
        path = f"{parts.path}?{parts.query}".replace(f"limit={len(answer['items'])}", f"limit={min(100, missing)}")
    path = path.replace("limit=0", f"limit={ITEMS_A_PAGE}")
    return Asking([Request(path)], _items(ITEMS_A_PAGE, "blocks"), note=_page(page))


def _deepest(facts: Facts) -> int:
    return min(PAGES, int(facts["representations"]) // ITEMS_A_PAGE)


def _page(number: int) -> str:
    """Return what to say where the corpus has too few updates for so many pages."""
    return "" if number == PAGES else f"page {number} in place of {PAGES:,}: the corpus has no more"


def v2_first_page(facts: Facts, client: Asks) -> Asking:
    asked = {"type": PAGE_TYPE, "fields": "*", "limit": ITEMS_A_PAGE}
    return Asking([Request(f"/api/v2/pages/?{urlencode(asked)}")], _items(ITEMS_A_PAGE, "body"))


def v2_deep_page(facts: Facts, client: Asks) -> Asking:
    page = _deepest(facts)
    asked = {"type": PAGE_TYPE, "fields": "*", "limit": ITEMS_A_PAGE, "offset": (page - 1) * ITEMS_A_PAGE}
    return Asking([Request(f"/api/v2/pages/?{urlencode(asked)}")], _items(ITEMS_A_PAGE, "body"), note=_page(page))


def search(facts: Facts, client: Asks) -> Asking:
    """Search for the invented names: each is in 25 updates of a locale, however large the corpus is."""
    requests = [Request(f"{API}/search/?{urlencode({'q': word, 'locale': 'en'})}") for word in facts["words"]]
    return _searched(client, requests, facts)


def common_search(facts: Facts, client: Asks) -> Asking:
    return _searched(client, [Request(f"{API}/search/?{urlencode({'q': 'people', 'locale': 'en'})}")], facts)


def _searched(client: Asks, requests: Sequence[Request], facts: Facts) -> Asking:
    if client.get(requests[0]).status == 404:
        raise NotThere(f"There is no {API}/search/ yet.")
    return Asking(requests, _items(_found(facts)))


def _found(facts: Facts) -> int:
    return min(20, int(facts["hits"]))


def v2_search(facts: Facts, client: Asks) -> Asking:
    asked = {"type": PAGE_TYPE, "locale": "en", "limit": 20}
    paths = [f"/api/v2/pages/?{urlencode({**asked, 'search': word})}" for word in facts["words"]]
    return Asking([Request(path) for path in paths], _items(_found(facts), "title"))


#: By the name that the catalogue uses.
ASKINGS: Mapping[str, Callable[[Facts, Asks], Asking]] = {
    function.__name__: function
    for function in (
        detail,
        cached_detail,
        conditional,
        one_row,
        constant,
        bare,
        static,
        zipped_static,
        zipped_detail,
        v2_detail,
        v3_detail,
        listing,
        listing_with_total,
        filtered,
        v2_list,
        v3_list,
        first_page,
        deep_page,
        v2_first_page,
        v2_deep_page,
        search,
        common_search,
        v2_search,
    )
}
