"""One file, or a schema on a server, that keeps reports, readings and the record that follows from them.

`whereabouts` tells a file from the address of a server; `engine` says what an archive asks of its database,
`sqlite` and `postgres` are the two that answer. `connected` opens one of them, `reports` and `decisions` keep
what was read and what users brought and decided; `Archive` adds the record, and `pool` opens one again
and again.

`schema` lays out the tables, `codec` packs reports and readings, `rows` and `link_rows` turn them into rows
of the record, `writing` brings those up to date, `lists` puts them in order (`review_list` and `doubts` what
is to be decided), `words` takes texts apart for the search. `opening` opens a file, brought up to this
version by `migrations`; `updates` keeps what each update of the record changed, `confidence` keeps and erases
what is confidential, `troubles` puts into words what SQLite says, `health` looks for rows that point nowhere,
`copying` writes an archive into another.
All is done in transactions: a kill at any moment leaves the archive whole.
"""

from dateline.archive.archive import Archive
from dateline.archive.codec import Packed, packed
from dateline.archive.confidence import Label
from dateline.archive.connected import version_of
from dateline.archive.decisions import Fetched
from dateline.archive.pool import Pool
from dateline.archive.reports import UNREAD, Kept
from dateline.archive.rows import Row
from dateline.archive.runs import Run
from dateline.archive.schema import SCHEMA_VERSION, TABLES
from dateline.archive.updates import Update, updates
from dateline.archive.whereabouts import Address, Whereabouts, whereabouts
from dateline.archive.writing import Entry

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "UNREAD",
    "Address",
    "Archive",
    "Entry",
    "Fetched",
    "Kept",
    "Label",
    "Packed",
    "Pool",
    "Row",
    "Run",
    "Update",
    "Whereabouts",
    "packed",
    "updates",
    "version_of",
    "whereabouts",
]
