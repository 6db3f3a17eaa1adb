"""The faces of a relation's card: terminal text, HTML page, SVG picture; and tables for programs."""
