"""Networks that hold no public server: `data/special_addresses.tsv`."""

from __future__ import annotations

from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network

from dateline.knowledge.tables import table


@cache
def special_networks() -> tuple[tuple[IPv4Network | IPv6Network, str], ...]:
    """Each network that is not public, and what it is for."""
    return tuple((ip_network(row["network"]), row["what"]) for row in table("special_addresses"))
