"""Tests of what imports nothing but the standard library."""
