"""What there is at the API, for somebody who has its address and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from research.api import answers, params
from research.api.around import base
from research.representations import schema_v1 as v1


def index(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """Answer with the operations of ``api`` and where they are. No query."""
    params.refuse_unknown(request, set())
    base_url = base(request)
    body = v1.ApiIndex(
        title=api.title,
        version=api.version,
        openapi=f"{base_url}openapi.json",
        documentation=f"{base_url}docs/",
        operations=list(_operations(api, base_url)),
    )
    data = body.model_dump_json().encode()
    answer = answers.json_answer(data, answers.tag_of(data))
    # RFC 8631
    answer["Link"] = f'<{body.openapi}>; rel="service-desc", <{body.documentation}>; rel="service-doc"'
    return answers.conditional(request, answer)


def _operations(api: NinjaAPI, base_url: str) -> Iterator[v1.OperationSummary]:
    for path, view in api.default_router.path_operations.items():
        for operation in view.operations:
            for method in operation.methods:
                yield v1.OperationSummary(
                    id=operation.operation_id or "",
                    method=method,
                    url=f"{base_url}{path.lstrip('/')}",
                    summary=operation.summary or "",
                )
