"""What passes between us and other fact-checkers: bundles, keys, imports, and the formats of others."""
