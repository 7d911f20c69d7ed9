"""Faults, hostile input and privacy: each done for real, counted, and published in README.md beside this file."""
