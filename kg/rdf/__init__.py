"""The model as RDF and back: its terms, graphs, bytes, and the store that holds it."""
