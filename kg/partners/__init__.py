"""What partners sent, what is proposed to be the same as ours, and what people decided about it."""
