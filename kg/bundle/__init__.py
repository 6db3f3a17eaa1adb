"""Build, seal, sign, catalogue and verify bundles for partners."""
