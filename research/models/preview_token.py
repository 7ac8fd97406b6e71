"""A token with which somebody without an account reads the draft of one update."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

#: How much of a token is kept to look it up by, and shown in the admin.
PREFIX = 8
#: A use is noted this often at most, so that a reviewer who reloads does not write.
NOTE_USE_EVERY = timedelta(minutes=1)


class PreviewToken(models.Model):
    """Opens the draft of one update, in one locale or in all, until it expires or is revoked.

    The token itself is shown once and not kept: it has 256 random bits, so a plain digest of it can't be turned back.
    """

    prefix = models.CharField(max_length=PREFIX, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    translation_key = models.UUIDField(db_index=True)
    #: Language code; empty for every locale.
    locale = models.CharField(_("locale"), max_length=100, blank=True)
    note = models.CharField(_("for whom"), max_length=200, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    last_used_at = models.DateTimeField(_("last used"), null=True)

    class Meta:
        verbose_name = _("preview token")
        verbose_name_plural = _("preview tokens")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.prefix}…"

    @classmethod
    def issue(cls, key: uuid.UUID, *, days: int, locale: str = "", note: str = "", by: Any = None) -> tuple[Any, str]:
        """Make a token; return its row and, for the only time, the token itself."""
        prefix, secret = secrets.token_hex(PREFIX // 2), secrets.token_urlsafe(32)
        row = cls.objects.create(
            prefix=prefix,
            digest=_digest(secret),
            translation_key=key,
            locale=locale,
            note=note,
            created_by=by,
            expires_at=timezone.now() + timedelta(days=days),
        )
        return row, f"{prefix}.{secret}"

    @classmethod
    def opening(cls, key: uuid.UUID, token: str) -> PreviewToken | None:
        """Return the row of ``token`` where it opens the update ``key`` now; ``None`` whatever else is the matter."""
        prefix, _dot, secret = token.partition(".")
        row = cls.objects.filter(prefix=prefix).first() if len(prefix) == PREFIX and "\x00" not in prefix else None
        # Compared also where there is no row: how long it takes tells nothing.
        same = constant_time_compare(_digest(secret), row.digest if row else "0" * 64)
        return row if row is not None and same and row.translation_key == key and row.is_open() else None

    def is_open(self, now: datetime | None = None) -> bool:
        return self.revoked_at is None and self.expires_at > (now or timezone.now())

    def revoke(self) -> None:
        type(self).objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=timezone.now())

    def note_use(self) -> None:
        """Write when it was used last, once a minute at most."""
        now = timezone.now()
        if self.last_used_at is None or self.last_used_at < now - NOTE_USE_EVERY:
            type(self).objects.filter(pk=self.pk).update(last_used_at=now)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
