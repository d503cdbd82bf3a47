"""The one tree of exceptions.

    DatelineError            whatever Dateline raises on purpose
    ├── InputError           a source cannot be read as a report; other sources go on
    ├── ArchiveError         the archive cannot be opened, read or written
    │   └── SchemaError      the archive is of another version
    ├── WorkerError          a process that reads reports could not be started
    ├── ModelMissingError    a model (of English, of attributions) is not installed or damaged
    ├── LibraryMissingError  a library that only some formats need is not installed
    ├── KnowledgeError       a knowledge file has a line that cannot be understood
    ├── ServeError           the pages cannot be served at that address and port
    ├── NotAllowedError      assistants may not be shown this archive
    ├── CorrectionError      a correction says nothing, or cannot be understood
    ├── SheetError           a coding sheet cannot be read, or compared with another
    ├── QuestionError        a question put to the archive cannot be understood
    └── NotFoundError        nothing in the archive goes by that name or id

A message says what happened, where (file, line or offset), and what to do.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Whatever Dateline raises on purpose."""


class InputError(DatelineError):
    """A source cannot be read as a report; other sources go on."""


class ArchiveError(DatelineError):
    """The archive cannot be opened, read or written."""


class SchemaError(ArchiveError):
    """The archive is of another version than this program reads."""


class WorkerError(DatelineError):
    """A process that reads reports could not be started."""


class ModelMissingError(DatelineError):
    """A model (of English, of attributions) is not installed or damaged."""


class LibraryMissingError(DatelineError):
    """A library that only some formats need is not installed."""


class KnowledgeError(DatelineError):
    """A knowledge file has a line that cannot be understood."""


class ServeError(DatelineError):
    """The pages cannot be served at that address and port."""


class NotAllowedError(DatelineError):
    """Assistants may not be shown this archive."""


class CorrectionError(DatelineError):
    """A correction says nothing, or cannot be understood."""


class SheetError(DatelineError):
    """A coding sheet cannot be read, or compared with another."""


class QuestionError(DatelineError):
    """A question put to the archive cannot be understood."""


class NotFoundError(DatelineError):
    """Nothing in the archive goes by that name or id."""
