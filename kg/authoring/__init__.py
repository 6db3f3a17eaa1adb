"""People's formats, read into the model."""
