"""Read data from strangers safely: limits, checks before parsing, a separate process, a canonical form."""
