"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

from uuid import UUID
from xml.etree import ElementTree as ET

from research.renderings.feeds.feed import Entry, Feed, key_messages, notices
from research.renderings.feeds.markup import body, plain
from research.representations import schema_v1 as v1

MEDIA_TYPE = "application/feed+json"


def json_feed(feed: Feed) -> bytes:
    """Return the feed as UTF-8 JSON."""
    made = v1.JsonFeed(
        title=plain(feed.title),
        home_page_url=feed.home,
        feed_url=feed.address,
        language=feed.locale,
        authors=_authors(feed.publisher, feed.locale),
        items=[_item(entry) for entry in feed.entries],
        research=v1.FeedExtension(about=feed.about, title=feed.title, removed=list(feed.removed)),
    )
    return made.model_dump_json(by_alias=True).encode()


def _item(entry: Entry) -> v1.FeedItem:
    update = entry.update
    about = update.provenance
    return v1.FeedItem(
        id=entry.id,
        url=entry.page,
        title=plain(update.title),
        content_html=ET.tostring(body(update, xml=False), encoding="unicode", method="html"),
        language=update.language,
        date_published=entry.published,
        date_modified=entry.updated,
        authors=_authors(about.publisher, update.language),
        tags=[label.code for label in (*update.topics, update.condition) if label],
        research=v1.ItemExtension(
            translation_key=UUID(update.translation_key),
            locale=update.locale,
            direction=update.direction,
            origin=update.title.origin,
            evidence=update.evidence.state.code,
            notices=notices(update),
            key_messages=key_messages(update),
            publisher=about.publisher.name,
            licence_name=about.licence.name,
            licence_url=about.licence.url,
            api_url=entry.api,
            alternates=list(entry.alternates),
        ),
    )


def _authors(publisher: v1.Publisher, language: str) -> list[v1.FeedAuthor]:
    """Name the publisher, if it has a name in ``language``: an author of a JSON Feed cannot say another one."""
    name = plain(publisher.name) if publisher.name and publisher.name.language == language else None
    return [v1.FeedAuthor(name=name, url=publisher.url)] if name or publisher.url else []
