"""The version of the program, which stands in what it makes."""

__version__ = "0.1.0"
