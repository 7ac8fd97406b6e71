"""A form of an update that was made beforehand: a cache beside a cache, which can be made again at any time."""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _

from research import conf
from research.models.representation import Representation

logger = logging.getLogger("research")

FOLDER = "research/forms"


class Rendering(models.Model):
    """The bytes of one form of a representation, or why there are none.

    ``made_from`` is a digest of everything that decides on the bytes: whoever serves them compares it. ``etag`` is that
    of the representation. Bytes of a dear form are a file in the storage that ``RENDERINGS_STORAGE`` names; its name
    cannot be guessed by whoever does not have the bytes.
    """

    representation = models.ForeignKey(Representation, on_delete=models.CASCADE, related_name="renderings")
    form = models.CharField(_("form"), max_length=30)
    etag = models.CharField(max_length=40)
    made_from = models.CharField(max_length=64)
    data = models.BinaryField(null=True)
    file = models.CharField(max_length=255, blank=True)
    size = models.PositiveBigIntegerField(_("bytes"), null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    #: The English message that says why the form cannot be made of this update here; empty where it was.
    unavailable = models.TextField(blank=True)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("form of an update")
        verbose_name_plural = _("forms of updates")
        constraints = [
            models.UniqueConstraint(fields=["representation", "form"], name="research_one_rendering_a_form"),
        ]

    def __str__(self) -> str:
        return f"{self.form} of {self.representation_id}"

    def put(self, data: bytes, *, as_file: bool, extension: str) -> None:
        """Hold ``data`` from now on; a file that is there under the same digest is kept."""
        before = self.file
        self.size, self.sha256, self.unavailable = len(data), hashlib.sha256(data).hexdigest(), ""
        self.data, self.file = (None, _name(self.sha256, extension)) if as_file else (data, "")
        if as_file and not self._is_whole():
            self.file = storage().save(self.file, ContentFile(data))
        if before and before != self.file:
            _remove_after_commit(before)

    def _is_whole(self) -> bool:
        """Tell whether the file is there, and was not cut off by a full disk: then it is not in the way."""
        there = storage()
        if not there.exists(self.file):
            return False
        if there.size(self.file) == self.size:
            return True
        there.delete(self.file)
        return False

    def refuse(self, reason: str) -> None:
        """Hold that the form cannot be made, and why."""
        if self.file:
            _remove_after_commit(self.file)
        self.data, self.file, self.size, self.sha256, self.unavailable = None, "", None, "", reason

    def discard(self) -> None:
        """Remove the file of a rendering that was not stored."""
        if self.file:
            _remove_after_commit(self.file)

    def read(self) -> bytes | None:
        """Return the bytes; ``None`` where there are none any more, because somebody removed the file."""
        if self.data is not None:
            return bytes(self.data)
        try:
            with storage().open(self.file) as file:
                data: bytes = file.read()
        except Exception:  # each kind of storage has errors of its own
            logger.warning("The storage does not give the form %s, which is made anew.", self, exc_info=True)
            return None
        return data if hashlib.sha256(data).hexdigest() == self.sha256 else None


def storage() -> Any:
    return storages[conf.setting("RENDERINGS_STORAGE")]


def _name(sha256: str, extension: str) -> str:
    return f"{FOLDER}/{sha256[:2]}/{sha256}.{extension}"


def _remove_after_commit(name: str) -> None:
    def remove() -> None:
        # The same bytes may be another update's as well, such as of an untranslated copy.
        if not Rendering.objects.filter(file=name).exists():
            storage().delete(name)

    transaction.on_commit(remove)


def _remove_file(instance: Rendering, **_kwargs: Any) -> None:
    if instance.file:
        _remove_after_commit(instance.file)


post_delete.connect(_remove_file, sender=Rendering, dispatch_uid="research.rendering.file")
