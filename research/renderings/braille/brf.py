"""Braille as a file that embossers and displays take (BRF): one of 64 letters of ASCII for each cell."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from research.renderings.braille.cells import BLANK
from research.renderings.braille.pages import pages
from research.renderings.braille.tables import lacks
from research.renderings.form import Form, Source

MEDIA_TYPE = "application/x-brf"
#: The letter of each cell in the order of Unicode, from none to all of six dots (North American Braille Computer Code).
LETTERS = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
_LETTER_OF = {ord(BLANK) + dots: letter for dots, letter in enumerate(LETTERS)}
LINE_END = "\r\n"
PAGE_END = "\f"


def brf(source: Source) -> bytes:
    """Return the file. Raises ``Unavailable``."""
    written = (LINE_END.join(row.translate(_LETTER_OF) for row in page) + PAGE_END for page in pages(source))
    return "".join(written).encode("ascii")


FORM = Form("braille", gettext_noop("Braille (BRF)"), MEDIA_TYPE, "brf", brf, dear=True, for_people=True, lacks=lacks)
