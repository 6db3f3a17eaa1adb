"""What a stranger wrote, before it is believed: limits, guards, a process of its own, one canonical form."""
