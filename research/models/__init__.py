"""The tables of the plugin. Import models from here."""

from research.models.api_key import ApiKey, KeyScope
from research.models.change import Change, Follower, JournalHead
from research.models.feedback import SUMMARY, Feedback, FeedbackState
from research.models.gate import PublishBlocked, live_row_write
from research.models.gated_page import GatedPage
from research.models.index_page import COLLECTION, ResearchIndexPage
from research.models.outbox import OutboxRow, Scope
from research.models.preview_token import PreviewToken
from research.models.rendering import Rendering
from research.models.representation import Facet, Representation
from research.models.search_entry import SearchEntry
from research.models.term_use import pages_using_term
from research.models.update_page import EASY_READ, AbstractResearchUpdate, ResearchUpdatePage
from research.models.webhook import (
    ALWAYS_SENT,
    DeliveryKind,
    DeliveryState,
    DisabledBecause,
    EndpointState,
    Failure,
    WebhookDelivery,
    WebhookEndpoint,
)

__all__ = [
    "ALWAYS_SENT",
    "COLLECTION",
    "EASY_READ",
    "SUMMARY",
    "AbstractResearchUpdate",
    "ApiKey",
    "Change",
    "DeliveryKind",
    "DeliveryState",
    "DisabledBecause",
    "EndpointState",
    "Facet",
    "Failure",
    "Feedback",
    "FeedbackState",
    "Follower",
    "GatedPage",
    "JournalHead",
    "KeyScope",
    "OutboxRow",
    "PreviewToken",
    "PublishBlocked",
    "Rendering",
    "Representation",
    "ResearchIndexPage",
    "ResearchUpdatePage",
    "Scope",
    "SearchEntry",
    "WebhookDelivery",
    "WebhookEndpoint",
    "live_row_write",
    "pages_using_term",
]
