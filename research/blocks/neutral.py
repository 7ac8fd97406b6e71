"""Language-neutral blocks: copied unchanged to every locale, never offered to a translator.

wagtail-localize asks a block for its segments if the block has the two methods below.
Without them it would send a DOI in a plain ``CharBlock`` to translators.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from research.domain import identifiers
from research.vocabularies import choices, terms


class LanguageNeutral:
    """Mixed into a block whose value is the same in every locale."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: Sequence[Any]) -> Any:
        return value


class NeutralCharBlock(LanguageNeutral, blocks.CharBlock):
    # wagtail-localize cannot extract None, which older stored data would otherwise give.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": "", **kwargs})


class NeutralURLBlock(LanguageNeutral, blocks.URLBlock):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": "", **kwargs})


class NeutralListBlock(LanguageNeutral, blocks.ListBlock):
    """A list whose items hold no text to translate, so its item ids do not matter to translators."""


class NeutralStructBlock(LanguageNeutral, blocks.StructBlock):
    """A group of fields none of which is translated."""


class NeutralImageBlock(LanguageNeutral, ImageChooserBlock):
    pass


class NeutralPageBlock(LanguageNeutral, blocks.PageChooserBlock):
    """A page, stored as chosen; what leaves names its translation in the reader's locale."""


class CodeBlock(blocks.ChoiceBlock):
    """A value of a closed vocabulary. Choices are never segments in wagtail-localize."""

    def __init__(self, enum: type[StrEnum] | None = None, *args: Any, **kwargs: Any) -> None:
        self.enum = enum
        if enum is not None:
            # A choice for “nothing” would otherwise stand twice: once as Django's blank, once as the code "".
            offered = [pair for pair in choices(enum) if pair[0]]
            if not kwargs.get("required", True):
                offered = [("", _("Not stated")), *offered]
            kwargs.setdefault("choices", offered)
        self._codes = frozenset(str(member) for member in enum or ())
        super().__init__(*args, **kwargs)

    def normalize_choice(self, value: Any) -> Any:
        # A code is what it is; Wagtail would look through all labels, each of which is then translated.
        return value if isinstance(value, str) and value in self._codes else super().normalize_choice(value)

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        # Labels are not the schema: migrations stay the same when a label is reworded.
        kwargs = {k: v for k, v in self._constructor_kwargs.items() if k in ("required", "default")}
        return ("wagtail.blocks.CharBlock", (), kwargs)


class OpenTermBlock(blocks.FieldBlock):
    """A term of an open vocabulary, stored by its code. Retired terms are offered only where already chosen."""

    def __init__(
        self, vocabulary: str = "glossary", required: bool = True, help_text: Any = None, **kwargs: Any
    ) -> None:
        self.vocabulary = vocabulary
        self._required = required
        self._help_text = help_text
        super().__init__(**{"default": "", **kwargs})

    @cached_property
    def field(self) -> forms.Field:
        return forms.ChoiceField(choices=self._choices, required=self._required, help_text=self._help_text)

    def _choices(self) -> list[tuple[str, str]]:
        found = sorted(terms(self.vocabulary).values(), key=lambda term: term.labels.get("en", term.code))
        return [("", "---------"), *((term.code, term.labels.get("en") or term.code) for term in found)]

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: Sequence[Any]) -> Any:
        return value

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        return ("wagtail.blocks.CharBlock", (), {})


SCHEME_LABELS = {
    "doi": "DOI",
    "pmid": "PubMed (PMID)",
    "pmcid": "PubMed Central (PMCID)",
    "nct": "ClinicalTrials.gov (NCT)",
    "isrctn": "ISRCTN",
    "euct": "EU CT",
    "eudract": "EudraCT",
    "ctri": "CTRI",
    "drks": "DRKS",
    "actrn": "ACTRN",
    "jrct": "jRCT",
    "chictr": "ChiCTR",
    "preprint_doi": _("DOI of a preprint"),
}


class IdentifierBlock(NeutralStructBlock):
    """An identifier such as a DOI, checked for its shape and brought into one spelling."""

    scheme = blocks.ChoiceBlock(choices=list(SCHEME_LABELS.items()), default="doi", label=_("Kind"))
    value = NeutralCharBlock(
        label=_("Identifier"),
        max_length=200,
        help_text=_(
            "For example 10.1000/182 for a DOI or NCT01933802 for a trial. A web address of a DOI is fine too. "
            "It is the same in every language, so translators will not see it."
        ),
    )

    class Meta:
        label = _("Identifier")
        icon = "link"

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        scheme = value["scheme"]
        value["value"] = identifiers.normalise(scheme, value["value"])
        if identifiers.problem_with(scheme, value["value"]):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "value": ValidationError(
                        _("“%(value)s” is not a %(scheme)s identifier. One looks like this: %(example)s."),
                        params={
                            "value": value["value"],
                            "scheme": SCHEME_LABELS[scheme],
                            "example": identifiers.EXAMPLES[scheme],
                        },
                        code="identifier-shape",
                    )
                }
            )
        return value


class CheckedIdentifierBlock(NeutralCharBlock):
    """A single identifier of a known scheme, such as an ORCID."""

    def __init__(self, scheme: str = "orcid", *args: Any, **kwargs: Any) -> None:
        self.scheme = scheme
        super().__init__(*args, **kwargs)

    def clean(self, value: Any) -> Any:
        value = identifiers.normalise(self.scheme, super().clean(value) or "")
        if value and identifiers.problem_with(self.scheme, value):
            raise ValidationError(
                _("“%(value)s” is not a valid %(scheme)s. One looks like this: %(example)s."),
                params={
                    "value": value,
                    "scheme": self.scheme.upper(),
                    "example": identifiers.EXAMPLES[self.scheme],
                },
                code="identifier-shape",
            )
        return value

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        return ("wagtail.blocks.CharBlock", (), {})
