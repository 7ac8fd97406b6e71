"""Language of the request, for pages and admin only.

An API answer says which language its body is in, and a sitemap is in none. Django's middleware would add the
language of the request, vary by it and redirect a 404 to an address with a language in front.
"""

from __future__ import annotations

import re

from corsheaders.middleware import CorsMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware

#: What is the same in every language, or says its language itself.
NEUTRAL = ("/api/", "/sitemap", "/robots.txt")


#: Which methods a browser may use from another site.
METHODS = "Access-Control-Allow-Methods"


class OpenCorsMiddleware(CorsMiddleware):
    """Lets any site read the APIs, and send to what ``CORS_POST_URLS_REGEX`` names.

    What is the same for every origin is kept once by a cache, not once an origin.
    """

    def add_response_headers(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        vary = response.get("Vary")
        answer = super().add_response_headers(request, response)
        if settings.CORS_ALLOW_ALL_ORIGINS and answer.get("Vary") != vary:
            del answer["Vary"]
            if vary:
                answer["Vary"] = vary
            answer["Access-Control-Allow-Origin"] = "*"
        if METHODS in answer and re.match(settings.CORS_POST_URLS_REGEX, request.path_info):
            answer[METHODS] = f"{answer[METHODS]}, POST"
        return answer


class PageLocaleMiddleware(LocaleMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        if not request.path_info.startswith(NEUTRAL):
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith(NEUTRAL):
            return response
        return super().process_response(request, response)
