"""A page that cannot be made live while something stands against it.

The one abstract parent of the pages that the promises are about. A site can use it for its own
pages too: name the fields that are translated in ``gated_texts``.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from research.domain.problems import Problem
from research.messages import message
from research.models import gate


class GatedPage(Page):
    """Asks ``publication_problems`` at every publish door."""

    #: Text fields whose translation is compared with the source.
    gated_texts: ClassVar[tuple[str, ...]] = ("title",)

    class Meta:
        abstract = True

    @property
    def language(self) -> str:
        """The BCP 47 code of the language that the text is really in: for an alias, its original's."""
        page: Page = self
        while page.alias_of_id is not None:
            page = page.alias_of
        return str(page.locale.language_code)

    def translated_from(self) -> Self | None:
        """Return the page that this one is translated from; ``None`` for a source page."""
        if self.alias_of_id is not None:
            return type(self)._default_manager.select_related("locale").filter(pk=self.alias_of_id).first()
        return gate.source_page_of(self)

    def publication_problems(self) -> list[Problem]:
        """Return what stands against making the page, as it is in memory, live, and what could be better."""
        return gate.text_problems(self)

    def compared_with(self, source: Self) -> list[Problem]:
        """Return what the quality checks see in this page as a translation of ``source``."""
        return gate.gated_text_problems(source, self)

    def language_problems(self) -> list[Problem]:
        """Return what in this page may be in another language than the page."""
        return []

    def api_write_problems(self) -> list[Problem]:
        """Return what stands against a change of this page over the write API."""
        return gate.answers(gate.api_write_asked, self)

    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        """Write the row, unless that would make an unpublishable page live.

        Raises ``PublishBlocked``. This is the backstop behind every publish door: all of them end here
        with ``live=True``. Wagtail saves copies of whole trees with ``clean=False``; a copy that cannot
        be live is kept as a draft, so that one bad page does not lose the others.
        """
        # They would leave in search results and previews, where no caveat can stand beside them.
        self.seo_title = self.search_description = ""
        fields = kwargs.get("update_fields")
        if self.live and self.alias_of_id is None and fields and {"alias_of", "alias_of_id"} & set(fields):
            # An alias holds its original's words; as a page of its own it would pass them off as a translation.
            self._keep_as_draft_if_unpublishable()
            kwargs["update_fields"] = [*fields, "live", "has_unpublished_changes"]
        if self.live and fields is None:
            if self._state.adding and not clean:
                self._keep_as_draft_if_unpublishable()
            elif clean:
                self._refuse_if_unpublishable()
                if self._only_publishing_may_write():
                    return None
                self._note_source_revision()
        return super().save(clean=clean, user=user, log_action=log_action, **kwargs)

    def _refuse_if_unpublishable(self) -> None:
        try:
            gate.refuse_if_unpublishable(self)
        except gate.PublishBlocked as blocked:
            # The caller may swallow it; the person at the other end is told all the same.
            gate.note_refusal(blocked)
            raise

    def _keep_as_draft_if_unpublishable(self) -> None:
        try:
            gate.refuse_if_unpublishable(self)
        except gate.PublishBlocked as blocked:
            gate.note_refusal(blocked)
            self.live = False
            self.has_unpublished_changes = True

    def _only_publishing_may_write(self) -> bool:
        """True where the row is live, this save is not a publication, and a receiver protects the row."""
        if self._state.adding:
            return False
        row = type(self)._default_manager.filter(pk=self.pk).values("live", "live_revision_id").first()
        if not row or not row["live"] or row["live_revision_id"] != self.live_revision_id:
            return False
        return any(answer for _, answer in gate.live_row_write.send(type(self), page=self))

    def _note_source_revision(self) -> None:
        """Nothing to note for a page without a column for it."""

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Publish or schedule ``revision``; refuse an unpublishable one.

        Raises ``PublishBlocked``, except where many pages are published at once: by the scheduler, which
        one bad page would stop (it is taken off the schedule and the refusal is logged), and by a request
        that is marked as tolerant.
        """
        try:
            with transaction.atomic():
                revised = revision.as_object()
                if revised.go_live_at:
                    revised._refuse_if_unpublishable()
                published = super().publish(revision, *args, **kwargs)
            gate.note_doubts(revised)
            return published
        except gate.PublishBlocked as blocked:
            if kwargs.get("log_action") == "wagtail.publish.scheduled":
                self._take_off_schedule(revision, blocked)
                return None
            current = gate.refusals.get()
            if current is not None and current.tolerant:
                return None
            raise

    publish.alters_data = True  # type: ignore[attr-defined]

    def _take_off_schedule(self, revision: Revision, blocked: gate.PublishBlocked) -> None:
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        log(
            instance=self,
            action="research.publish_refused",
            revision=revision,
            data={"problems": [message(problem) for problem in blocked.problems]},
        )
