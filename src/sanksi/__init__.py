"""sanksi: who is listed, what is alleged, and what the sanctions regime says about it."""

__version__ = "0.1.0"
