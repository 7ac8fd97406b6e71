"""From what a reader sent to the row that is kept of it."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Site

from research import conf
from research.domain.comment import plain_comment, without_contacts
from research.feedback.passages import Passage, passages
from research.models import Feedback, Representation
from research.representations.canonical import same_content

#: For so long the same words about the same part are the same answer, sent again.
AGAIN = timedelta(minutes=2)
#: How many rows are removed at once.
CHUNK = 1000
#: What databases call it where nothing can be written.
_READ_ONLY = re.compile(r"read-?only", re.IGNORECASE)


class ReadOnly(Exception):
    """This process cannot write."""


class Deleted(Exception):
    """The update was deleted while the answer came."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader said. ``etag`` is that of the text that they had before them, where somebody knows."""

    block: str
    clear: bool
    comment: str
    etag: str = ""

    @property
    def text(self) -> str:
        return json.dumps([self.block, self.clear, self.comment])


def passage_of(row: Representation, block: str) -> Passage | None:
    """Return the part of a representation that ``block`` names; ``None`` where it has none."""
    return passages(json.loads(row.body), {block}).get(block)


def root_of(site: Site | None) -> uuid.UUID:
    """Return what names the site in a row; without a site nothing is served, so that nobody asks."""
    return site.root_page.translation_key if site else uuid.UUID(int=0)


def kept_comment(comment: str) -> str:
    """Return what is kept of a comment."""
    return without_contacts(plain_comment(comment))


def receive(row: Representation, root: uuid.UUID, passage: Passage, answer: Answer, *, again: bool = False) -> Feedback:
    """Keep ``answer`` about ``passage`` of ``row`` and return it as it is kept.

    ``again`` says that it was sent before: if it was kept then, it is returned and not kept twice.
    Raises ``ReadOnly`` and ``Deleted``.
    """
    current = not answer.etag or same_content(answer.etag, row.etag)
    feedback = Feedback(
        page_id=row.pk,
        root=root,
        translation_key=row.translation_key,
        locale=row.locale.language_code,
        block=passage.id,
        language=passage.language,
        clear=answer.clear,
        comment=kept_comment(answer.comment),
        # What was read before this is not here any more, so nobody can say which words it had.
        etag=row.etag if current else "",
        passage=passage.digest if current else "",
        received_at=timezone.now(),
    )
    if (again or feedback.comment) and _is_there(feedback):
        return feedback
    try:
        # Within a transaction of others, a refusal must not end that.
        with transaction.atomic():
            feedback.save(force_insert=True)
    except IntegrityError as refusal:
        raise Deleted from refusal
    except DatabaseError as refusal:
        if _READ_ONLY.search(str(refusal)):
            raise ReadOnly from refusal
        raise
    return feedback


def _is_there(feedback: Feedback) -> bool:
    """Tell whether the same words were kept a moment ago: two readers do not write the same."""
    same = Feedback.objects.filter(page=feedback.page_id, block=feedback.block, clear=feedback.clear)
    return same.filter(comment=feedback.comment, received_at__gt=feedback.received_at - AGAIN).exists()


def prune() -> int:
    """Remove the answers that are kept no longer. Returns how many those were."""
    before = timezone.now() - timedelta(days=conf.setting("FEEDBACK_KEEP_DAYS"))
    old = Feedback.objects.filter(received_at__lt=before).order_by("pk")
    removed = 0
    while keys := list(old.values_list("pk", flat=True)[:CHUNK]):
        removed += Feedback.objects.filter(pk__in=keys).delete()[0]
    return removed
