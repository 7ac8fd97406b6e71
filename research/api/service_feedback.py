"""The operation by which readers of other sites say what was not clear to them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from research.api import params
from research.api.feedback import receive_feedback
from research.api.service import MISSING, BodyParam, Key, PathParam, api
from research.representations.schema_v1 import FeedbackReceived, FeedbackRequest, ProblemDetail


@api.post(
    "/updates/{translation_key}/feedback/",
    response={201: FeedbackReceived, 403: ProblemDetail, **MISSING},
    url_name="feedback",
    operation_id="sendFeedback",
    summary="Say whether an update was clear to a reader",
    tags=["Updates"],
)
def send_feedback(
    request: HttpRequest,
    body: FeedbackRequest = BodyParam(...),
    translation_key: Key = PathParam(..., description="Identity of the update, shared by all its translations."),
) -> HttpResponse:
    """An answer to “Was this clear?”, for the whole update or for one part. Nothing is kept of who sent it."""
    return receive_feedback(request, params.key(translation_key))
