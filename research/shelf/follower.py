"""A follower of the journal: what changed is made again, what was taken back is removed."""

from __future__ import annotations

from collections.abc import Sequence

from research.models import Change
from research.shelf.making import make, named_by, remove_hidden

NAME = "renderings"
#: Of how many updates forms are made at once, in the process that published them. A change of more, such as of a label,
#: leaves them to the worker, to ``make_renderings``, and to whoever asks first.
FEW = 5


def follow(changes: Sequence[Change]) -> None:
    keys = {change.translation_key for change in changes}
    remove_hidden(keys)
    everything = keys | named_by(keys)
    if len(everything) <= FEW:
        make(everything)
    elif len(keys) <= FEW:
        make(keys)
