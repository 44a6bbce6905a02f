"""Numeric claims of Chinese news articles as structured records."""

__version__ = "0.1.0"
