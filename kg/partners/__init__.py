"""What partners sent, what of theirs is proposed to be ours, and what persons decided about it."""
