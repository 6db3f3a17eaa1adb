"""Bundles for partners: how they are built, sealed, signed, catalogued and verified."""
