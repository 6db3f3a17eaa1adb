"""What differs between two bodies of knowledge, and why."""
