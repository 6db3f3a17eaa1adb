"""How the engine grows, and how it compares with others that answer the same question."""
