"""The form of an API key: what it is for, what it opens, how often and until when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateTimeInput

from research import conf
from research.models import ApiKey, KeyScope

FIELDS = ["name", "owner", "scopes", "limit", "expires_at"]


class ApiKeyForm(forms.ModelForm):
    """Adds and edits a key. A new one gets its secret here: ``secret`` holds it until the form is gone."""

    secret = ""

    scopes = forms.MultipleChoiceField(
        label=_("What it opens"),
        choices=KeyScope.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[KeyScope.READ],
        help_text=_("Whoever has a key for drafts reads every draft of the site, whichever page it belongs to."),
    )

    class Meta:
        model = ApiKey
        fields = FIELDS
        widgets = {"expires_at": AdminDateTimeInput}
        help_texts = {
            "name": _("What the key is for, such as “App for patients”."),
            "owner": _("The person or organisation that has it, and how to reach them."),
            "expires_at": _("The key opens nothing any more from then on. Leave it empty for no end."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = conf.setting("RATE_LIMIT_KEY")
        self.fields["limit"].help_text = (
            _("Leave it empty for the usual number: %(number)s.") % {"number": usual}
            if usual
            else _("Leave it empty for any number.")
        )

    def clean_expires_at(self) -> Any:
        expires = self.cleaned_data["expires_at"]
        if expires and expires <= timezone.now() and "expires_at" in self.changed_data:
            raise forms.ValidationError(
                _("This moment has passed. Choose a later one, or revoke the key."), code="past"
            )
        return expires

    def save(self, commit: bool = True) -> ApiKey:
        if not self.instance.pk:
            self.secret = self.instance.make_secret()
            return super().save(commit)
        if commit:
            # Somebody may revoke it meanwhile: that is never put back.
            self.instance.save(update_fields=FIELDS)
        return self.instance
