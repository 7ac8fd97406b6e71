"""Reads API keys and counts requests of the research API, before anything is answered.

Put it before ``research.caching.delivery.DeliveryCacheMiddleware``: what that keeps is counted, too, and nobody is
answered from it who is to be refused.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from django.core.exceptions import ImproperlyConfigured, MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from research import conf
from research.access.keys import Keys, given
from research.api.around import root_path
from research.api.caller import Caller, note_caller, refusal
from research.api.problems import ApiProblem, response
from research.counting.addresses import client, is_own
from research.counting.limits import Limiter, Standing
from research.counting.stores import store
from research.representations.schema_v1 import ProblemError

logger = logging.getLogger("research")

OFF, REQUIRED = "off", "required"
#: What may be read without a key where a key is required: how to ask, and what a refusal means.
OPEN = ("docs/", "openapi.json", "problems/")
#: Who sends one of these passes an answer on, and may keep it for others.
VIA, SURROGATE, CDN = "HTTP_VIA", "HTTP_SURROGATE_CAPABILITY", "HTTP_CDN_LOOP"
#: A refusal is given before what knows of other origins is asked. It says nothing that they may not read.
TO_ANY_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "RateLimit, RateLimit-Policy, Retry-After, WWW-Authenticate",
}


class ApiAccessMiddleware:
    """Answers 401 to a key that is wrong, or missing where one is required, and 429 to whoever asks too often.

    Off where nobody is limited and no key is read (``RATE_LIMIT``, ``RATE_LIMIT_KEY``, ``API_KEYS``).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.by_address, self.by_key = conf.setting("RATE_LIMIT"), conf.setting("RATE_LIMIT_KEY")
        mode = conf.setting("API_KEYS")
        if mode == OFF and not self.by_address:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.reads_keys, self.required = mode != OFF, mode == REQUIRED
        self.proxies = conf.setting("TRUSTED_PROXIES")
        self.keys = Keys()
        try:
            self.limiter = Limiter(store(conf.setting("RATE_LIMIT_STORE")))
        except ValueError as problem:
            raise ImproperlyConfigured(f"RESEARCH_UPDATES[“RATE_LIMIT_STORE”]: {problem}") from None
        self.warned = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A browser asks with OPTIONS whether it may ask, without the key that it has.
        if not request.path.startswith(root_path()) or request.method == "OPTIONS":
            return self.get_response(request)
        caller, problem = None, None
        if self.reads_keys:
            header = request.META.get("HTTP_AUTHORIZATION")
            if header is not None or self.required:
                caller, problem = self._caller(request, header)
        standing = self._count(request, caller)
        if standing is not None and standing.over:
            answer = _too_many(standing)
        elif problem is not None:
            answer = _refused(problem)
        else:
            answer = self.get_response(request)
            if caller is not None:
                _keep_to_one(answer)
        if standing is not None and (answer.status_code >= 400 or not _may_be_shared(request, answer)):
            _add(answer, standing.fields())
        return answer

    def _caller(self, request: HttpRequest, header: str | None) -> tuple[Caller | None, ApiProblem | None]:
        """Return who asks, or why they are refused; neither for anybody."""
        key = given(header) if header is not None else None
        if key is None:
            open_ = not self.required or request.path.removeprefix(root_path()).startswith(OPEN)
            return None, None if open_ else KEY_REQUIRED
        found = self.keys.caller(key) if key else None
        if found is None:
            return None, KEY_REFUSED
        note_caller(request, found)
        return found, None

    def _count(self, request: HttpRequest, caller: Caller | None) -> Standing | None:
        if caller is not None:
            limit = caller.limit or self.by_key
            return self.limiter.count("key", caller.key, limit) if limit else None
        if not self.by_address:
            return None
        meta = request.META
        if not self.proxies and not self.warned and "HTTP_X_FORWARDED_FOR" in meta:
            self._warn_of_proxy(meta["REMOTE_ADDR"])
        return self.limiter.count("address", client(meta, self.proxies), self.by_address)

    def _warn_of_proxy(self, peer: str) -> None:
        if is_own(peer):
            self.warned = True
            logger.warning(
                "Requests of the API come through a proxy at %s, so that all clients count as one. Set "
                "RESEARCH_UPDATES[“TRUSTED_PROXIES”] to the number of your proxies.",
                peer or "a socket",
            )


KEY_REQUIRED = ApiProblem(
    "api-key-required",
    "This API answers with a key only. Send “Authorization: Bearer ru_…”.",
    [ProblemError(code="api-key-required", loc=["header", "Authorization"])],
)
KEY_REFUSED = ApiProblem(
    "api-key-refused",
    "This API key is not valid here. It may be incomplete, expired or revoked. Send “Authorization: Bearer ru_…”.",
    [ProblemError(code="api-key-refused", loc=["header", "Authorization"])],
)
TOO_MANY = ApiProblem(
    "too-many-requests", "You have asked too often. Ask again after as many seconds as “Retry-After” says."
)


def _refused(problem: ApiProblem) -> HttpResponse:
    answer = refusal(problem)
    _put(answer, TO_ANY_ORIGIN)
    return answer


def _too_many(standing: Standing) -> HttpResponse:
    answer = response(TOO_MANY)
    answer.headers["Retry-After"] = str(standing.reset)
    answer.headers["Cache-Control"] = "private, no-store"
    _put(answer, TO_ANY_ORIGIN)
    return answer


def _put(answer: HttpResponse, fields: Mapping[str, str]) -> None:
    for name, value in fields.items():
        answer.headers[name] = value


def _add(answer: HttpResponse, fields: Mapping[str, str]) -> None:
    """Put lists of policies beside what the answer says of others, such as that of the answers of readers."""
    for name, value in fields.items():
        before = answer.headers.get(name)
        answer.headers[name] = f"{before}, {value}" if before else value


def _keep_to_one(answer: HttpResponse) -> None:
    """Let only the client itself keep what was answered to its key, and only for that key."""
    control = answer.headers.get("Cache-Control", "")
    if "public" in control:
        own = next((part for part in control.split(",") if part.strip().startswith("max-age=")), "no-cache")
        answer.headers["Cache-Control"] = f"private, {own.strip()}"
    elif "private" not in control:
        answer.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(answer, ["Authorization"])


def _may_be_shared(request: HttpRequest, answer: HttpResponse) -> bool:
    """Tell whether something in between may keep the answer, and give others what this client has left."""
    meta = request.META
    return (VIA in meta or SURROGATE in meta or CDN in meta) and "public" in answer.headers.get("Cache-Control", "")
