"""VET@work: the website and toolbox with which VET providers and employers set up and run good collaboration.

The rooms of the house and the way data flows through them are described in docs/where-things-go.md.
"""

__version__ = "0.1.0"
