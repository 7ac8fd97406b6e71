"""An API key: who asks, what they may read, and how often."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

#: What every key begins with, so that people and programs that look for leaked secrets know one when they see it.
MARK = "ru_"
#: The part of a key that it is looked up by, and that is shown in the admin: the mark and eight digits.
PREFIX = len(MARK) + 8
#: Requests a minute: more than any machine answers.
MOST = 10_000_000
SHAPE = re.compile(r"ru_[0-9a-f]{8}_[A-Za-z0-9_-]{43}")


class KeyScope(models.TextChoices):
    READ = "read", _("Read what is public")
    PREVIEW = "preview", _("Read the drafts of all updates, in every language")


class ApiKey(models.Model):
    """Opens the API for one client. The key itself is shown once and not kept.

    It has 256 random bits, so a plain digest of it can't be turned back.
    """

    name = models.CharField(_("name"), max_length=100)
    owner = models.CharField(_("whom it belongs to"), max_length=200)
    prefix = models.CharField(_("begins with"), max_length=PREFIX, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    #: Values of ``KeyScope``.
    scopes = models.JSONField(_("scopes"), default=list)
    limit = models.PositiveIntegerField(
        _("requests a minute"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST)]
    )
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    # Wagtail would look through each row that is saved for what it refers to.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def make_secret(self) -> str:
        """Give the row a new key, unsaved, and return it: for the only time."""
        self.prefix = f"{MARK}{secrets.token_hex(4)}"
        key = f"{self.prefix}_{secrets.token_urlsafe(32)}"
        self.digest = digest(key)
        return key

    @classmethod
    def of(cls, key: str) -> ApiKey | None:
        """Return the row of ``key``, whatever its state; ``None`` where there is none. One indexed query, or none."""
        if not SHAPE.fullmatch(key):
            return None
        row = cls.objects.filter(prefix=key[:PREFIX]).first()
        # Compared also where there is no row: how long it takes tells nothing.
        same = constant_time_compare(digest(key), row.digest if row else "0" * 64)
        return row if same else None

    def is_open(self, now: datetime | None = None) -> bool:
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > (now or timezone.now()))

    def revoke(self) -> bool:
        """End the key. Returns whether it was not revoked yet."""
        return bool(type(self).objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=timezone.now()))


def digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
