"""Find what differs between two bodies of knowledge, and why."""
