"""The doors by which what others made comes in, each with odd inputs and what must hold of them.

1. `door`      what a door is: its inputs, what they are put to, and the bound of time
2. `files`     what is taken in: texts, pages, files that hold several reports
3. `packed`    containers in which an odd part stands between sound ones
4. `parsing`   the parsers of bytes and of times, numbers and days, and the whole reading of a report
5. `known`     what users bring: tables, dictionaries, corrections, addresses
6. `small`     an archive to put questions to, and words that mean something to it
7. `web`, `commands`, `questions`  requests of a browser, command lines, questions of an assistant

An input is bytes, so that a case can be kept as a small file in `mutation.CORPUS`; pages and arguments are
written as lines. What must hold of every input: no error but those that are told in words, within a bound of
time, and what `checks` asks of the result.
"""

from soak.doors.commands import COMMANDS
from soak.doors.door import SECONDS, Door, Inputs, Run, opened
from soak.doors.files import FILES
from soak.doors.known import KNOWN
from soak.doors.packed import PACKED
from soak.doors.parsing import PARSING
from soak.doors.questions import QUESTIONS
from soak.doors.web import WEB

__all__ = ["DOORS", "SECONDS", "Door", "Inputs", "Run", "opened"]

DOORS = {door.name: door for door in (*FILES, *PACKED, *PARSING, *KNOWN, COMMANDS, QUESTIONS, WEB)}
"""Name → door, in the order in which they are tried; each has a folder of its name in the corpus."""
