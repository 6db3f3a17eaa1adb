"""Serve the graph: SPARQL for programs, pages for people."""
