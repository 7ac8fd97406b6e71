"""Which locale a reader gets of those that there are, and why: RFC 4647 lookup, then fallbacks that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from research.domain.locales import base_language, lookup, script_of


class Why(StrEnum):
    """Why an answer is in the locale that it is in."""

    ASKED = "asked"  # it is the very locale that was asked for
    LOOKUP = "lookup"  # RFC 4647: what was asked for, made less precise (es-MX finds es, zh-TW finds zh-Hant)
    RELATED = "related"  # the same language in another variety (pt finds pt-BR)
    FALLBACK = "fallback"  # another language, by the site's chain
    SOURCE = "source"  # nothing was asked for that there is: the locale that was made first of those that may be read
    EVERY = "every"  # a list of every locale, because none was asked for


@dataclass(frozen=True, slots=True)
class Choice:
    locale: str
    why: Why


def choose(
    asked: Sequence[str],
    available: Sequence[str],
    *,
    chain: Mapping[str, Sequence[str]],
    source: str | None = None,
    fallback: bool = True,
) -> Choice | None:
    """Return what to serve to somebody who asked for ``asked``, best first; ``None`` where nothing may be served.

    ``chain`` says which locales stand in for one that is missing. ``source`` stands in for everything; without it
    (a reader named one locale) nothing does. ``fallback=False`` allows only what was asked for.
    """
    for wanted in asked:
        if (found := exactly(wanted, available)) is not None:
            return Choice(found, Why.ASKED)
        if (found := looked_up(wanted, available)) is not None:
            return Choice(found, Why.LOOKUP)
    if not fallback and asked:
        return None
    for wanted in asked:
        if (found := related(wanted, available)) is not None:
            return Choice(found, Why.RELATED)
        if (found := lookup(chain_of(wanted, chain), available)) is not None:
            return Choice(found, Why.FALLBACK)
    return Choice(source, Why.SOURCE) if source is not None else None


@dataclass(frozen=True, slots=True)
class Preferred:
    """A locale that can be served, and how far down it stands; of two with the same ``rank`` the page made first is."""

    choice: Choice
    rank: int


def preferred(wanted: str, known: Sequence[str], *, chain: Mapping[str, Sequence[str]]) -> tuple[Preferred, ...]:
    """Return which of the ``known`` locales ``choose`` would serve to who asked for ``wanted``, best first.

    For many updates at once: whichever of the known locales an update has, ``choose`` comes to the first of these.
    """
    found: list[Preferred] = []
    left = list(known)
    while (choice := choose([wanted], left, chain=chain)) is not None:
        left.remove(choice.locale)
        # Varieties of one language are not put in order: ``related`` takes the first that there is.
        tied = bool(found) and choice.why is found[-1].choice.why is Why.RELATED
        found.append(Preferred(choice, found[-1].rank if tied else len(found)))
    return tuple(found)


def exactly(wanted: str, available: Sequence[str]) -> str | None:
    return next((code for code in available if code.lower() == wanted.lower()), None)


def looked_up(wanted: str, available: Sequence[str]) -> str | None:
    """Look up by RFC 4647; where a script is implied, the one that is (zh-TW is written in Hant) comes before none."""
    base, script = base_language(wanted), script_of(wanted)
    if script and "-" in wanted and (found := exactly(f"{base}-{script}", available)) is not None:
        return found
    return lookup([wanted], available)


def related(wanted: str, available: Sequence[str]) -> str | None:
    """Return the same language in the same script, in another variety."""
    alike = [code for code in available if base_language(code) == base_language(wanted)]
    return next((code for code in alike if script_of(code) == script_of(wanted)), None)


def chain_of(wanted: str, chain: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Return what stands in for ``wanted``: its own chain, or that of its language."""
    folded = {code.lower(): codes for code, codes in chain.items()}
    return folded.get(wanted.lower()) or folded.get(base_language(wanted), ())


def likely(asked: Sequence[str], chain: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what ``choose`` may come to without a look at what there is, in lower case.

    Good enough to ask a database for the right text at the first go; where it is not, a second question follows.
    """
    found: list[str] = []
    for wanted in asked:
        parts = wanted.lower().split("-")
        found += ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
        found += [code.lower() for code in chain_of(wanted, chain)]
    return list(dict.fromkeys(found))
