"""How allauth behaves on this site."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: editors are invited."""

    def is_open_for_signup(self, request: Any) -> bool:
        """Never."""
        return False
