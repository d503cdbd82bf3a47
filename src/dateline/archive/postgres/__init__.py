"""An archive in a schema of a PostgreSQL server, for teams: several write and read at once.

`engine` speaks to the server, `dialect` turns our SQL into its own, `functions` gives it the functions of
SQLite that our SQL uses, `layout` makes the tables and brings them up to this version, `troubles` puts into
words what the server says, `copying` writes the archive into a file of SQLite.
"""

from dateline.archive.postgres.engine import Postgres, version_on_server

__all__ = ["Postgres", "version_on_server"]
