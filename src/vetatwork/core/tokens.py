"""Tokens in addresses: long random words of which only the hash is kept."""

import base64
import hashlib
import hmac
import logging
import re
import secrets
from datetime import datetime

from django.conf import settings

TOKEN_BYTES = 32
_IN_PATH = re.compile(
    r"(/(?:accounts/welcome|feedback|practice/draft|check/(?:result|draft|joint|invitation|round)"
    r"|attempts|invitations|joint-readings)/)"
    r"[A-Za-z0-9_-]{8,}",
    re.ASCII,
)


def new_token() -> str:
    """A token of 256 random bits that can stand in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def derived_token(purpose: str, token: str) -> str:
    """The token that follows from another one for `purpose`: as hard to guess, and nobody else can make it."""
    key = settings.SECRET_KEY.encode()
    digest = hmac.new(key, f"{purpose}\0{token}".encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def token_hash(token: str) -> str:
    """SHA-256 of a token, as 64 hexadecimal digits: what the database keeps and finds it by."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def has_expired(expires_at: datetime, now: datetime) -> bool:
    """Whether a token that ends at `expires_at` is of no use any more at `now`; both with a time zone."""
    return now >= expires_at


def masked(text: str) -> str:
    """`text` with the tokens of addresses replaced, fit for a log."""
    return _IN_PATH.sub(r"\1…", text)


class MaskTokens(logging.Filter):
    """Takes tokens out of whatever is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the message of `record`; every record passes."""
        record.msg, record.args = masked(record.getMessage()), ()
        return True
