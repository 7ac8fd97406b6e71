"""Research Updates for Wagtail: plain-language updates on medical research, with their caveats, in any language."""

__version__ = "0.1.0"
