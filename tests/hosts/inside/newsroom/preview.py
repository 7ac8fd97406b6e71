"""What the front end asks for while an editor looks at the preview panel."""

from __future__ import annotations

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, JsonResponse

from newsroom.models import NewsUpdate
from research.representations.build import NotServable, build


def panel_preview(request: HttpRequest) -> HttpResponse:
    """Answer with the update as it is in the editor's form, for the token that the panel gave to the front end."""
    try:
        page = NewsUpdate.get_page_from_preview_token(request.GET.get("token", ""))
    except BadSignature:
        page = None
    if page is None:
        return JsonResponse({"detail": "This token opens no preview."}, status=403)
    try:
        answer = HttpResponse(build(page).model_dump_json(), content_type="application/json")
    except NotServable as stopped:
        answer = JsonResponse({"errors": [problem.code for problem in stopped.problems]}, status=409)
    answer["Cache-Control"] = "private, no-store"
    return answer
