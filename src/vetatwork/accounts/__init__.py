"""People who sign in: who they are, how they are invited, how they prove who they are. Readers never need an account.

Signing in, passwords, passkeys and codes are allauth's work; this room holds the person and the invitation.
"""
