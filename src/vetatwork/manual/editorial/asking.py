"""Asking another site, politely, whether an address is still there.

One request at a time, a pause between two to the same host, HEAD before GET, a few KB at most, no cookies; what
robots.txt forbids is not asked.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from django.conf import settings

from vetatwork import __version__
from vetatwork.manual.editorial.doors import Door, Doorkeeper, NoDoor

NAME = "VETatWork-LinkCheck"
MOST_REDIRECTS = 5
ENOUGH_BYTES = 4_096
MOST_OF_ROBOTS = 512 * 1024
PAUSE_SECONDS = 2.0
WHOLE_SECONDS = 25.0
"""How long one answer may take in all, however slowly it drips."""

LONGEST_WAIT = timedelta(days=30)
CLOSED = frozenset({401, 402, 403, 407, 429, 451, 999})
"""There is something, but not for a robot."""

NOT_OURS_TO_ASK = frozenset({"port", "password"})
"""Reasons for which we do not ask, although a reader may well get there."""

MOVED_FOR_GOOD = frozenset({301, 308})
FORBID_ALL = ("User-agent: *", "Disallow: /")
REDIRECTS = MOVED_FOR_GOOD | {302, 303, 307}


class Outcome(StrEnum):
    """What an answer means for a reader who follows the link."""

    GOOD = "good"
    FAILED = "failed"
    CLOSED = "closed"


@dataclass(frozen=True)
class Answer:
    """`status` is the last HTTP status, if there was one; `reason` a short key otherwise. `wait` is what the site asks
    us to wait. `moved_to` is where the address has moved for good."""

    outcome: Outcome
    status: int | None = None
    reason: str = ""
    wait: timedelta | None = None
    moved_to: str = ""


@dataclass(frozen=True)
class _Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def goal(self) -> str:
        return str(self.headers.get("Location") or "") if self.status in REDIRECTS else ""


@dataclass
class Visitor:
    """Asks one address after the other. As long as it lives it remembers each site's rules and when it was there."""

    keeper: Doorkeeper = field(default_factory=Doorkeeper)
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _rules: dict[str, RobotFileParser] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def ask(self, url: str) -> Answer:
        """What a reader who follows `url` would find. Never raises for what another site does."""
        moved_to = ""
        moving = True
        for _hop in range(MOST_REDIRECTS + 1):
            try:
                door = self.keeper.door_to(url)
                if not self._rules_of(door).can_fetch(NAME, door.site + door.target):
                    return Answer(Outcome.CLOSED, reason="robots", moved_to=moved_to)
                reply = self._reply(door)
            except NoDoor as error:
                outcome = Outcome.CLOSED if error.reason in NOT_OURS_TO_ASK else Outcome.FAILED
                return Answer(outcome, reason=error.reason, moved_to=moved_to)
            except (OSError, http.client.HTTPException, ValueError) as error:
                return Answer(Outcome.FAILED, reason=_reason(error), moved_to=moved_to)
            if not reply.goal:
                return _judged(reply, moved_to)
            url = urljoin(url, reply.goal)
            moving = moving and reply.status in MOVED_FOR_GOOD
            moved_to = url if moving else moved_to
        return Answer(Outcome.FAILED, reason="redirects")

    def _reply(self, door: Door) -> _Reply:
        """HEAD first. Many sites answer it wrongly, so that what it finds missing is asked for once more with GET."""
        try:
            reply = self._request(door, "HEAD")
        except (http.client.HTTPException, ConnectionResetError):
            reply = None  # Some hang up on HEAD.
        if reply and (reply.status < 400 or "Retry-After" in reply.headers):
            return reply
        return self._request(door, "GET", Range=f"bytes=0-{ENOUGH_BYTES - 1}")

    def _rules_of(self, door: Door) -> RobotFileParser:
        if door.site not in self._rules:
            self._rules[door.site] = self._read_rules(door)
        return self._rules[door.site]

    def _read_rules(self, door: Door) -> RobotFileParser:
        """The robots.txt of a site; what cannot be read just now forbids, what is not there allows (RFC 9309)."""
        rules = RobotFileParser()
        url = f"{door.site}/robots.txt"
        reply = self._request(replace(door, target="/robots.txt"), "GET", most=MOST_OF_ROBOTS)
        try:
            for _hop in range(MOST_REDIRECTS):
                if not reply.goal:
                    break
                url = urljoin(url, reply.goal)
                reply = self._request(self.keeper.door_to(url), "GET", most=MOST_OF_ROBOTS)
        except (NoDoor, OSError, http.client.HTTPException, ValueError):
            rules.parse(FORBID_ALL)
            return rules
        if reply.status < 300:
            rules.parse(reply.body.decode("utf-8", "replace").splitlines())
        else:
            rules.parse(FORBID_ALL if reply.status >= 500 else ())
        return rules

    def _request(self, door: Door, method: str, most: int = ENOUGH_BYTES, **headers: str) -> _Reply:
        self._keep_pause(door.host)
        connection = door.connection()
        connection.connect()
        alarm = threading.Timer(WHOLE_SECONDS, _cut, [connection])
        alarm.daemon = True
        alarm.start()
        try:
            connection.request(method, door.target, headers={**_headers(), **headers})
            response = connection.getresponse()
            body = b"" if method == "HEAD" else response.read(most)
            return _Reply(response.status, response.headers, body)
        finally:
            alarm.cancel()
            connection.close()
            self._last[door.host] = self.clock()

    def _keep_pause(self, host: str) -> None:
        if host in self._last and (left := self._last[host] + PAUSE_SECONDS - self.clock()) > 0:
            self.pause(left)


def _cut(connection: http.client.HTTPConnection) -> None:
    """End a connection whose answer never ends: whoever reads from it gets an error."""
    with suppress(OSError, AttributeError):  # It may have ended by itself.
        connection.sock.shutdown(socket.SHUT_RDWR)


def _headers() -> dict[str, str]:
    return {
        "User-Agent": f"{NAME}/{__version__} (+{settings.SITE_URL})",
        "Accept": "*/*",
        "Connection": "close",
    }


def _judged(reply: _Reply, moved_to: str) -> Answer:
    if reply.status in CLOSED:
        outcome = Outcome.CLOSED
    else:
        # 416: there is something, but it is shorter than the part we asked for.
        outcome = Outcome.GOOD if reply.status < 300 or reply.status in (304, 416) else Outcome.FAILED
    return Answer(outcome, reply.status, wait=_wait(reply.headers.get("Retry-After")), moved_to=moved_to)


def _wait(header: str | None) -> timedelta | None:
    """What `Retry-After` asks for: seconds or a date."""
    if not header:
        return None
    if header.strip().isascii() and header.strip().isdigit():
        return min(timedelta(seconds=min(int(header), 10**7)), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    left = (until if until.tzinfo else until.replace(tzinfo=UTC)) - datetime.now(UTC)
    return max(timedelta(0), min(left, LONGEST_WAIT))


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "certificate"
    if isinstance(error, ssl.SSLError):
        return "tls"
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, ConnectionRefusedError):
        return "refused"
    return "address" if isinstance(error, http.client.InvalidURL | ValueError) else "broken-off"
