"""The archive for assistants: a local server of the Model Context Protocol that answers and never writes.

It speaks over stdin and stdout with the program that started it, and with nobody else. It is off until the
user allows it for an archive (`permission`), because an assistant may pass on what it is shown. `questions`
are the tools, thin over the views; `answers` turns rows into what is sent: each carries its sentence, report,
outlet and date with the basis of that date, and each list says how many there are in all. `server` puts them
behind the protocol; it alone needs the library `mcp` (`dateline[mcp]`).
"""

from dateline.assistants.permission import WARNING, allow, allowed, forbid, require

__all__ = ["WARNING", "allow", "allowed", "forbid", "require"]
