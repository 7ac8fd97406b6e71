"""The drawing of a nerve fibre, made when the demo is loaded, so that no file of unknown origin is needed."""

from __future__ import annotations

import io

from django.core.files.base import ContentFile
from modeltranslation.utils import build_localized_fieldname
from PIL import Image, ImageDraw

from home import languages
from home.demo.content import read
from home.models import ResearchImage

#: In pixels. Everything is drawn at twice the size and made smaller, which smooths the edges.
WIDTH, HEIGHT, SCALE = 960, 360, 2
PAPER, FIBRE, COVER, EDGE = "#ffffff", "#6b3fa0", "#f2c14e", "#7a5a00"
#: Where the sections of myelin begin; the third is missing.
SECTIONS, MISSING, SECTION_WIDTH = (150, 310, 470, 630, 790), 470, 130


def nerve() -> ResearchImage:
    """Return the picture, made if it is not there yet."""
    data = read("picture")
    found = ResearchImage._default_manager.filter(title=data["title"]).order_by("pk").first()
    if found is not None:
        return found
    image = ResearchImage(title=data["title"], file=ContentFile(draw(), name="nerve-fibre.png"))
    for code in languages.CODES:
        setattr(image, build_localized_fieldname("default_alt", code), data["default_alt"].get(code, ""))
    image.save()
    return image


def draw() -> bytes:
    """Return the drawing as a PNG. It holds no words, so it is the same in every language."""
    picture = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
    pen = ImageDraw.Draw(picture)
    middle = HEIGHT // 2
    for angle_y, angle_x in ((-130, -20), (-70, -50), (70, -50), (130, -20), (0, -70)):
        _line(pen, (75, middle, 75 + angle_x, middle + angle_y), 10)
    _line(pen, (75, middle, WIDTH - 20, middle), 16)
    _ellipse(pen, (20, middle - 55, 130, middle + 55), FIBRE, FIBRE)
    _ellipse(pen, (55, middle - 20, 95, middle + 20), PAPER, FIBRE)
    for left in SECTIONS:
        if left != MISSING:
            box = (left, middle - 36, left + SECTION_WIDTH, middle + 36)
            pen.rounded_rectangle(_scaled(box), radius=34 * SCALE, fill=COVER, outline=EDGE, width=4 * SCALE)
    file = io.BytesIO()
    picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
    return file.getvalue()


def _scaled(places: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(place * SCALE for place in places)


def _line(pen: ImageDraw.ImageDraw, places: tuple[int, int, int, int], width: int) -> None:
    pen.line(_scaled(places), fill=FIBRE, width=width * SCALE)


def _ellipse(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int], fill: str, edge: str) -> None:
    pen.ellipse(_scaled(box), fill=fill, outline=edge, width=4 * SCALE)
