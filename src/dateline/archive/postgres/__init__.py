"""An archive in a schema of a PostgreSQL server, for teams: several write and read at once.

`engine` speaks to the server through connections that `connecting` makes and keeps, `dialect` turns our SQL
into its own, `functions` gives it the functions of SQLite that our SQL uses, `layout` makes the tables and
brings them up to this version, `troubles` puts into words what the server says, `copying` writes the archive
into a file of SQLite.
"""

from dateline.errors import LibraryMissingError

try:
    import psycopg  # noqa: F401
    import psycopg_pool  # noqa: F401
except ImportError as error:
    raise LibraryMissingError(
        "an archive on a PostgreSQL server needs a library that is not installed: "
        "pip install 'dateline[postgres]'"
    ) from error

from dateline.archive.postgres.connecting import Connections
from dateline.archive.postgres.engine import Postgres, version_on_server

__all__ = ["Connections", "Postgres", "version_on_server"]
