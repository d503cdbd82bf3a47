"""Logs on stderr for those who run Dateline unattended: ids and counts, never a word of a report."""

from __future__ import annotations

import json
import logging
from typing import Literal

LogFormat = Literal["text", "json"]
FIELDS = tuple("report status sources new known again partial failed workers bytes".split())
"""What a line may tell besides time, level and event; nothing else that is logged is written out."""


class _Lines(logging.Formatter):
    """One event a line: as JSON, or as words with name=value behind them."""

    def __init__(self, form: LogFormat) -> None:
        super().__init__(datefmt="%Y-%m-%dT%H:%M:%S%z")
        self._form = form

    def format(self, record: logging.LogRecord) -> str:
        told = {name: vars(record)[name] for name in FIELDS if name in vars(record)}
        head = {"time": self.formatTime(record, self.datefmt), "level": record.levelname.lower()}
        if self._form == "json":
            return json.dumps({**head, "event": record.msg, **told})
        return " ".join(
            [*head.values(), str(record.msg), *(f"{name}={value}" for name, value in told.items())]
        )


def log_to_stderr(form: LogFormat) -> None:
    """Have what Dateline does logged on stderr, an event a line."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Lines(form))
    logger = logging.getLogger("dateline")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False
