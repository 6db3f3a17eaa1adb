"""The formats of others, read and written: tables, sheets, annotations, reviews, nanopublications."""
