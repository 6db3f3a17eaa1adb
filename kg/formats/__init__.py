"""Read and write other formats: tables, sheets, annotations, reviews, nanopublications."""
