"""What editors work with and what the content rules are: Wagtail, its translation app, and research updates."""

from __future__ import annotations

from typing import Any

from cms.settings.languages import FALLBACKS

WAGTAIL_SITE_NAME = "Research updates"
WAGTAIL_I18N_ENABLED = True

# The plugin. ``research.conf`` documents each name.
RESEARCH_UPDATES: dict[str, Any] = {
    "VOCABULARIES": "home.vocabularies.terms",
    "PUBLISHER": "home.publisher.publisher",
    "IMAGE_ALT": "home.images.default_alt",
    # The same chain as for the words of shared rows.
    "FALLBACKS": FALLBACKS,
}

# A page submitted for translation starts as a draft. By default wagtail-localize makes it live at once,
# with the source's text under the other language's address.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Deleting a source page keeps its translations and everything that translators typed.
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True

WAGTAILIMAGES_IMAGE_MODEL = "home.ResearchImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.image_form.ResearchImageForm"
# In bytes: large enough for the figures of a paper.
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024

WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024

# Arabic and other titles without Latin letters keep an address that can be read.
WAGTAIL_ALLOW_UNICODE_SLUGS = True

# No heading levels above those that a page's template leaves free, and no embedded media without a text beside it.
# superscript and subscript are left out: wagtail-localize cuts a sentence into segments at each of them.
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]},
    },
}

# The admin asks nobody else: no pictures of faces from another site, no question for a newer version.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# Stock APIs v2 and v3. Our own API has its own limits.
WAGTAILAPI_LIMIT_MAX = 50
WAGTAILAPI_SEARCH_ENABLED = True

# A page with many findings sends more form fields than Django's default of 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
