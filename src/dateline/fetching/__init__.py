"""From an address that the user named to its bytes: the only room that opens a connection.

Nothing is asked for that was not named, or, where the user wants it, that a feed he named points to. A
`Fetcher` takes each address through these steps, one file each:

1. `addresses`   taken apart, http or https only; which IP addresses are public
2. `connecting`  the name resolved once, all it resolves to checked, the connection made to what was checked
3. `asking`      one request, one answer: within a time, to a size, decoded
4. `robots`      what the site's robots.txt lets be fetched, and how often
5. `fetcher`     redirects, each taken through all of this again; pauses; what is said of a failure

What is refused and why is in docs/fetching.md. Every refusal is an InputError that costs its own address.
"""

from __future__ import annotations

from dateline.fetching.addresses import is_address, without_password
from dateline.fetching.fetcher import Fetcher, Page
from dateline.fetching.limits import LIMITS, Limits

__all__ = ["LIMITS", "Fetcher", "Limits", "Page", "is_address", "without_password"]
