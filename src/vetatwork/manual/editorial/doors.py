"""To which machines the link check may speak: public ones only, by an address that was looked at before.

An author may name any host, and any host may name an address inside our own network. So a name is looked up once, every
address it stands for must be public, and the connection goes to that very address.
"""

import http.client
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

SECONDS = 10.0
"""How long each step of a connection may take."""

PORTS = {"http": 80, "https": 443}
MOST_ADDRESSES = 4
_NAT64 = IPv6Network("64:ff9b::/96")

Ip = IPv4Address | IPv6Address


class NoDoor(Exception):
    """An address that is not asked; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def is_public(address: Ip) -> bool:
    """Whether an address is of the internet at large, also where it carries an IPv4 address inside."""
    if isinstance(address, IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inside = IPv4Address(int(address) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(inside)
    return address.is_global and not address.is_multicast and not address.is_reserved


def looked_up(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them.

    Raises:
        OSError: if it knows none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Doorkeeper:
    """The rules. Tests put in others, to speak to a server of their own."""

    look_up: Callable[[str, int], list[str]] = looked_up
    is_allowed: Callable[[Ip], bool] = is_public
    ports: frozenset[int] = frozenset(PORTS.values())
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def door_to(self, url: str) -> "Door":
        """Where to knock for `url`.

        Raises:
            NoDoor: if it is not to be asked: another scheme or port, a password in it, a machine that is not public.
        """
        scheme, host, port, target = taken_apart(url)
        if port not in self.ports:
            raise NoDoor("port")
        try:
            addresses = self.look_up(host, port)
        except (OSError, UnicodeError):
            addresses = []
        if not addresses:
            raise NoDoor("no-host")
        if not all(self._may_ask(address) for address in addresses):
            raise NoDoor("private")
        return Door(scheme, host, port, target, tuple(addresses[:MOST_ADDRESSES]), self.tls)

    def _may_ask(self, address: str) -> bool:
        try:
            return self.is_allowed(ip_address(address.split("%", maxsplit=1)[0]))
        except ValueError:
            return False


def taken_apart(url: str) -> tuple[str, str, int, str]:
    """Scheme, host as it goes over the wire, port and path with query.

    Raises:
        NoDoor: if it is not a web address, or has a name and password in it.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise NoDoor("address") from error
    if parts.scheme not in PORTS or not host:
        raise NoDoor("address")
    if parts.username is not None or parts.password is not None:
        raise NoDoor("password")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    return parts.scheme, host, port or PORTS[parts.scheme], f"{path}?{query}" if query else path


@dataclass(frozen=True)
class Door:
    """A host whose addresses were looked at, and what to ask it for."""

    scheme: str
    host: str
    port: int
    target: str
    addresses: tuple[str, ...]
    tls: ssl.SSLContext

    @property
    def site(self) -> str:
        """Scheme, host and port: what one robots.txt is for."""
        named = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{named}{port}"

    def connection(self) -> http.client.HTTPConnection:
        """A connection to one of the addresses that were looked at, and to no other."""
        return (_PinnedTls if self.scheme == "https" else _Pinned)(self)


class _Pinned(http.client.HTTPConnection):
    """Never looks a name up: it knocks at the addresses it was given."""

    def __init__(self, door: Door) -> None:
        super().__init__(door.host, door.port, timeout=SECONDS)
        self.door = door

    def connect(self) -> None:
        trouble: OSError | None = None
        for address in self.door.addresses:
            try:
                self.sock = socket.create_connection((address, self.door.port), timeout=SECONDS)
                return
            except OSError as error:
                trouble = error
        raise trouble or OSError("no address")


class _PinnedTls(_Pinned):
    """The same with TLS, whose certificate must be for the name."""

    default_port = PORTS["https"]

    def connect(self) -> None:
        super().connect()
        self.sock = self.door.tls.wrap_socket(self.sock, server_hostname=self.door.host)
