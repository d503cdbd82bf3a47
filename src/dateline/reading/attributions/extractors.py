"""Which extractor finds who says what: the rules alone, or the model with their findings as its hints."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.errors import ModelMissingError
from dateline.model import Extractor
from dateline.reading.actors.index import MentionIndex
from dateline.reading.attributions.drafts import Draft, Passage
from dateline.reading.attributions.gather import gather
from dateline.reading.attributions.neural import load_tagger, refined
from dateline.reading.attributions.quotations import Quotation
from dateline.reading.syntax import Parse

DEFAULT_EXTRACTOR: Extractor = "model"
_BY_MODEL = "attributions by model "


def extract(
    parse: Parse,
    passages: Sequence[Passage],
    quotations: Sequence[Quotation],
    index: MentionIndex,
    extractor: Extractor,
) -> list[Draft]:
    """The drafts of a report in order of content; ModelMissingError where a wanted model is not there."""
    drafts = gather(passages, index)
    if extractor == "rules":
        return drafts
    return refined(parse, passages, quotations, drafts, load_tagger())


def load_extractor(extractor: Extractor) -> None:
    """Load what *extractor* needs; ModelMissingError where it is not there."""
    if extractor == "model":
        load_tagger()


def usable(wanted: Extractor) -> tuple[Extractor, str | None]:
    """The extractor that can be used for the one *wanted*, and why it is another (None where it is not)."""
    try:
        load_extractor(wanted)
    except ModelMissingError as error:
        return "rules", f"{error} Who says what is found by rules meanwhile."
    return wanted, None


def extractor_stamp(extractor: Extractor) -> str:
    """The extractor and the hash of its model, as the archive keeps it."""
    return _BY_MODEL + load_tagger().digest[:12] if extractor == "model" else "attributions by rules"


def extractor_of(stamp: str) -> Extractor:
    """The extractor that a stamp names."""
    return "model" if _BY_MODEL in stamp else "rules"
