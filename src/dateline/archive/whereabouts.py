"""Where an archive is: a file, or a schema in a database of a PostgreSQL server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from dateline.errors import ArchiveError

SCHEMES = ("postgresql", "postgres")
DEFAULT_SCHEMA = "dateline"
_SECRET = "password"
"""What the names of parameters hold that nobody may see: ``password`` and ``sslpassword``."""


@dataclass(frozen=True, slots=True)
class Address:
    """An archive on a server: ``target`` is what is connected to, ``shown`` the same without a password.

    As text it is what is shown, so that no message, log or page tells a password. ``name`` is that of the
    database, ``schema`` that of the archive in it.
    """

    shown: str
    name: str
    schema: str
    target: str

    @classmethod
    def of(cls, address: str) -> Address:
        """The archive that ``postgresql://user@host/database?schema=name`` is the address of.

        The schema is "dateline" where none is named. Raises ArchiveError where it cannot be one.
        """
        try:
            parts = urlsplit(address)
            given = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        except ValueError:
            raise ArchiveError(
                "this address of a PostgreSQL server cannot be understood; write "
                "postgresql://user@host:port/database, and ?schema=NAME for an archive beside others"
            ) from None
        login, at, server = parts.netloc.rpartition("@")
        options = [(key, value) for key, value in given if key != "schema"]
        harmless = [(key, value) for key, value in given if _SECRET not in key]
        return cls(
            urlunsplit(parts._replace(netloc=login.partition(":")[0] + at + server, query=_query(harmless))),
            parts.path.strip("/") or "postgresql",
            dict(given).get("schema") or DEFAULT_SCHEMA,
            urlunsplit(parts._replace(query=_query(options))),
        )

    @property
    def has_secret(self) -> bool:
        """Whether a password stands in it."""
        return Address.of(self.target).shown != self.target

    def __str__(self) -> str:
        """The address without a password."""
        return self.shown

    __repr__ = __str__


Whereabouts = Path | Address
"""Where an archive is."""


def whereabouts(named: str | Path | Address) -> Whereabouts:
    """The place that a user names: the address of a server, or a path."""
    if isinstance(named, str) and named.partition("://")[0] in SCHEMES:
        return Address.of(named)
    return Path(named) if isinstance(named, str) else named


def _query(parameters: list[tuple[str, str]]) -> str:
    return urlencode(parameters, quote_via=quote, safe="/")
