"""Reads and validates content packs into domain objects."""
