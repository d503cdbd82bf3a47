"""The tagger's file: loaded once a process, run over the windows of one report at a time.

Only windows of one report share a batch, and one thread does the sums: what comes out depends on nothing but
the report, the file and the processor's floating-point arithmetic, as with the parse.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from dateline.errors import ModelMissingError
from dateline.reading.attributions.neural.hints import HINTS, Hints
from dateline.reading.attributions.neural.pieces import Window, tokenizer
from dateline.steps import step

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Array = npt.NDArray[np.float32]
MODEL, DIGEST = "tagger.onnx", "tagger.sha256"
BATCH_PIECES = 512
"""Pieces in a batch, with padding; 2,048 take half as long again, since they leave the processor's caches."""
_GO_ON_WITH = "Install dateline again, or read with --extractor rules."


@dataclass(frozen=True, slots=True)
class Links:
    """How parts are linked to cues: the length of the vectors, and scores for distance and for agreement.

    ``distance`` has a row for content and one for sources, each by class of distance; ``agreed`` is added
    where a rule has made the same link.
    """

    length: int
    distance: tuple[tuple[float, ...], ...]
    agreed: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the tagger gives for one window: tag scores (pieces, 7) and link vectors (pieces, l)."""

    tags: Array
    links: Array


class Tagger:
    """The loaded model with its cutter into word pieces."""

    def __init__(self, data: bytes) -> None:
        """Load the model from its file's *data*."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        self._session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        self.digest = hashlib.sha256(data).hexdigest()
        held: dict[str, str] = self._session.get_modelmeta().custom_metadata_map
        words = held["vocabulary"].splitlines()
        links = json.loads(held["links"])
        self.links = Links(links["length"], tuple(map(tuple, links["distance"])), tuple(links["agreed"]))
        settings: dict[str, float] = json.loads(held["settings"])
        self.caution = settings.get("caution", 0.0)
        """Added to the score of the tag "outside"."""
        self.doubt = settings.get("doubt", 0.0)
        """Confidence below which a statement is left out that no rule has seen."""
        self.cutter: Tokenizer = tokenizer(words)
        self.inner = frozenset(number for number, word in enumerate(words) if word.startswith("##"))
        """Numbers of the pieces that go on with a word."""

    @step("model of who says what")
    def scores(self, windows: Sequence[Window], hints: Sequence[Hints]) -> list[Scores]:
        """The scores of all windows of one report, in their order."""
        out: list[Any] = [None] * len(windows)
        for batch in _batches(windows):
            tags, links = self._run([windows[n] for n in batch], [hints[n] for n in batch])
            for row, number in enumerate(batch):
                length = len(windows[number].ids)
                out[number] = Scores(tags[row, :length], links[row, :length])
        return out

    def _run(self, windows: Sequence[Window], hints: Sequence[Hints]) -> tuple[Array, Array]:
        shape = len(windows), max(len(w.ids) for w in windows)
        ids = np.zeros(shape, np.int64)
        mask = np.zeros(shape, np.int32)
        marks = np.zeros((*shape, len(HINTS)), np.float32)
        for row, (window, hint) in enumerate(zip(windows, hints, strict=True)):
            ids[row, : len(window.ids)] = window.ids
            mask[row, : len(window.ids)] = 1
            for piece, number in hint.marks:
                marks[row, piece, number] = 1
        tags, links = self._session.run(["tags", "links"], {"ids": ids, "mask": mask, "marks": marks})
        return tags, links


def _batches(windows: Sequence[Window]) -> Iterator[list[int]]:
    """Windows of like length together, so that little is padded."""
    batch: list[int] = []
    for number in sorted(range(len(windows)), key=lambda n: (len(windows[n].ids), n)):
        if batch and len(windows[number].ids) * (len(batch) + 1) > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


@cache
@step("load models")
def load_tagger() -> Tagger:
    """The tagger that comes with the package; ModelMissingError where it is absent, damaged or cannot run."""
    data = _model_data()
    try:
        return Tagger(data)
    except ImportError as error:
        raise ModelMissingError(
            f"the attribution model needs onnxruntime and tokenizers ({error}). {_GO_ON_WITH}"
        ) from error
    except Exception as error:
        raise ModelMissingError(f"the attribution model cannot be loaded ({error}). {_GO_ON_WITH}") from error


def _model_data() -> bytes:
    folder = files("dateline.reading.attributions.neural")
    try:
        data = folder.joinpath(MODEL).read_bytes()
        stated = folder.joinpath(DIGEST).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ModelMissingError(f"the attribution model is not there ({error}). {_GO_ON_WITH}") from error
    if hashlib.sha256(data).hexdigest() != stated:
        raise ModelMissingError(
            f"the attribution model {MODEL} is damaged: its sha256 is not the stated one. {_GO_ON_WITH}"
        )
    return data
