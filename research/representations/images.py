"""The images of an update: address, size and default alternative text."""

from __future__ import annotations

from wagtail.images import get_image_model

from research import conf
from research.domain.update import Figure, Update
from research.representations.blocks import Image

#: Wide enough for a page, small enough for a phone.
RENDITION = "max-1200x1200"


def images_of(update: Update) -> dict[int, Image]:
    """Return the images that figures of ``update`` show, by id. Deleted ones are left out."""
    ids = {block.image_id for block in update.body if isinstance(block, Figure) and block.image_id}
    if not ids:
        return {}
    found = {}
    for image in get_image_model().objects.filter(pk__in=ids):
        rendition = image.get_rendition(RENDITION)
        found[image.pk] = Image(
            url=rendition.url, width=rendition.width, height=rendition.height, default_alt=conf.image_alt(image)
        )
    return found
