"""Read and write the file formats that people write."""
