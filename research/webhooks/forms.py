"""The form of a webhook: choices for lists of codes, an address that is looked at, and nothing else is saved."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Site

from research import conf
from research.domain.changes import Reason
from research.models import JournalHead, WebhookEndpoint
from research.webhooks.addresses import refusal

FIELDS = ["description", "url", "site", "reasons", "locales", "enabled"]


#: What a webhook can be told of, in words; what is always sent is not asked about.
REASONS = [
    (Reason.PUBLISHED.value, _("An update is published")),
    (Reason.UPDATED.value, _("An update says something else")),
    (Reason.CORRECTED.value, _("An update is corrected")),
    (Reason.OVERTAKEN.value, _("Newer evidence overtakes an update")),
    (Reason.TRANSLATION_OUTDATED.value, _("A translation falls behind its source")),
]


class WebhookForm(forms.ModelForm):
    """Adds and edits a webhook. The worker changes other columns of the same row: they are never saved here."""

    reasons = forms.MultipleChoiceField(
        label=_("Reasons"),
        required=False,
        choices=REASONS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Which changes to send; none chosen means all. Retractions and withdrawals are always sent."),
    )
    locales = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("In which locales; none chosen means all."),
    )
    from_beginning = forms.BooleanField(
        label=_("Send everything from the beginning"),
        required=False,
        help_text=_("Also what changed before this webhook was added. Otherwise it hears of new changes only."),
    )

    class Meta:
        model = WebhookEndpoint
        fields = FIELDS
        widgets = {"url": forms.URLInput(attrs={"placeholder": "https://example.org/hooks/research"})}
        help_texts = {
            "url": _("The public https address that changes are sent to."),
            "description": _("Whose it is, for your colleagues."),
            "enabled": _(
                "Without it nothing is sent. Once enabled again, it goes on with the change where it stopped."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A locale that was chosen and removed since stays a choice, so that saving does not widen what is sent.
        codes = [*Locale.objects.values_list("language_code", flat=True), *(self.instance.locales or [])]
        locales = self.fields["locales"]
        assert isinstance(locales, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        names = get_content_languages()
        locales.choices = [
            (code, f"{names[code]} ({code})" if code in names else code) for code in dict.fromkeys(codes)
        ]
        self.fields["site"].initial = Site.objects.filter(is_default_site=True).first()
        if self.instance.pk:
            del self.fields["from_beginning"]

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"].strip()
        found = refusal(url, allow_private=conf.setting("WEBHOOKS_ALLOW_PRIVATE"))
        if found:
            raise forms.ValidationError(found.label, code=found.value)
        return url

    def save(self, commit: bool = True) -> WebhookEndpoint:
        endpoint = self.instance
        if not endpoint.pk:
            if not self.cleaned_data["from_beginning"]:
                endpoint.sequence = JournalHead.objects.values_list("sequence", flat=True).first() or 0
            return super().save(commit)
        columns = list(FIELDS)
        if "enabled" in self.changed_data or "url" in self.changed_data:
            # A person has seen to it: it is tried at once, and the time until it is given up begins anew.
            endpoint.failures, endpoint.failing_since, endpoint.not_before = 0, None, None
            endpoint.disabled_because, endpoint.disabled_at = "", None
            columns += ["failures", "failing_since", "not_before", "disabled_because", "disabled_at"]
        if commit:
            endpoint.save(update_fields=columns)
        return endpoint
