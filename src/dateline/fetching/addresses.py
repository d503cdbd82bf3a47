"""Addresses as users and servers write them, taken apart; which IP addresses are public."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from dateline.errors import InputError
from dateline.knowledge.networks import special_networks

IP = IPv4Address | IPv6Address

PORTS = {"http": 80, "https": 443}
GLOBAL_UNICAST = IPv6Network("2000::/3")
"""Where all public IPv6 addresses lie so far."""
EMBEDDED = (
    (IPv6Network("::ffff:0:0/96"), 0),  # IPv4-mapped
    (IPv6Network("64:ff9b::/96"), 0),  # NAT64
    (IPv6Network("2002::/16"), 80),  # 6to4
)
"""IPv6 networks that lead to an IPv4 address, and by how many bits it is shifted."""
LONGEST = 8192
"""Characters: no server takes a longer address."""
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_USER = re.compile(r"^([a-z][a-z0-9+.-]*://)[^/?#\\]*@", re.I)
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart: ``host`` in lower case and ASCII, ``target`` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt is for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them: the usual port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address in one form."""
        return self.origin + self.target


def is_address(name: str) -> bool:
    """Whether what a user names is an address and no path."""
    return _ADDRESS.match(name) is not None


def without_password(address: str) -> str:
    """*address* without user name and password, which must not be kept, in characters that can be written."""
    return _USER.sub(r"\1", address).encode("utf-8", "replace").decode("utf-8")


def take_apart(text: str) -> Address:
    """The address that *text* writes; InputError with the reason where it is none that may be fetched."""
    if _UNSAFE.search(text) or len(text) > LONGEST:
        raise InputError("not an address: it holds blanks or backslashes, or is too long")
    try:
        parts = parse_url(text)
    except LocationParseError as error:
        raise InputError("not an address; check how it is written") from error
    if parts.scheme not in PORTS:
        raise InputError("only http and https addresses are fetched; save it to a file")
    if parts.auth is not None:
        raise InputError("an address with a user name or password is not fetched; save the page to a file")
    host = (parts.host or "").strip("[]")
    if not host or parts.port == 0:
        raise InputError("not an address: it names no host to ask")
    return Address(parts.scheme, host, parts.port or PORTS[parts.scheme], parts.request_uri)


def led_to(address: Address, location: str) -> Address:
    """Where a redirect from *address* leads; InputError as from `take_apart`."""
    try:
        place = urljoin(address.url, location.strip())
    except ValueError as error:
        raise InputError("not an address; open the page in a browser") from error
    return take_apart(place)


def why_not_public(text: str) -> str | None:
    """What a numeric IP address is for if it is not public; None where it is public."""
    try:
        address: IP = ip_address(text)
    except ValueError:
        return "no IP address"
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return "a link-local network"
        for range_, shift in EMBEDDED:
            if address in range_:
                return why_not_public(str(IPv4Address((int(address) >> shift) & 0xFFFF_FFFF)))
    for network, what in special_networks():
        if address in network:
            return what
    if isinstance(address, IPv6Address) and address not in GLOBAL_UNICAST:
        return "reserved"
    return None
