"""How often a network may do something. Addresses are never stored, only their keyed hash, for at most ten minutes.

The generic cell rate algorithm: each act uses up an interval; what is used is given back as time passes; at most
`burst` intervals may be used up at once.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.http import HttpRequest
from django.utils import timezone

from vetatwork.core.models import Allowance

LONGEST = timedelta(minutes=10)
"""Nothing about a network is kept longer."""

HOME_NETWORK = 64
"""Bits of an IPv6 address that a household or school shares."""


class TooMany(Exception):
    """The limit is reached; `seconds` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} seconds")
        self.seconds = seconds


def use_allowance(request: HttpRequest, name: str, now: datetime | None = None) -> None:
    """Count one act called `name` of the network that `request` comes from.

    Raises:
        TooMany: if it has used up what `settings.RATE_LIMITS[name]` allows (acts a minute, and at once).
    """
    per_minute, burst = settings.RATE_LIMITS[name]
    now = now or timezone.now()
    interval = timedelta(minutes=1) / per_minute
    room = min(interval * burst, LONGEST) - interval
    key = _key(name, network_of(request))
    if _use(key, now, interval, room):
        return
    free_at = Allowance.objects.filter(key=key).values_list("free_at", flat=True).first()
    wait = (free_at - now - room).total_seconds() if free_at else interval.total_seconds()
    raise TooMany(max(1, round(wait)))


def _use(key: str, now: datetime, interval: timedelta, room: timedelta) -> bool:
    """Use one interval if there is room for it; in one statement, so that no two workers both take the last one."""
    free = Allowance.objects.filter(key=key, free_at__lte=now + room)
    if free.update(free_at=Greatest(F("free_at"), now) + interval):
        return True
    try:
        with transaction.atomic():
            Allowance.objects.create(key=key, free_at=now + interval)
    except IntegrityError:
        # It is counted already: it has used up its share, or another worker was the first to count it just now.
        return bool(free.update(free_at=Greatest(F("free_at"), now) + interval))
    return True


def forget_used_allowances(now: datetime) -> int:
    """Delete what has been given back; returns how many there were. A job of this room."""
    return Allowance.objects.filter(free_at__lte=now).delete()[0]


def network_of(request: HttpRequest) -> str:
    """The network a request comes from: an IPv4 address, or the home network of an IPv6 one.

    With `settings.PROXIES` proxies in front, it is the last address but so many that they name, which nobody can forge.
    """
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES and len(hops) >= settings.PROXIES:
        address = hops[-settings.PROXIES]
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or int(parsed) >> (128 - HOME_NETWORK))
    return str(parsed)


def _key(name: str, network: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"limit\0{name}\0{network}".encode(), hashlib.sha256).hexdigest()
