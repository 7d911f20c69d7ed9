"""Pure functions from entries to figures; see product rules for every formula."""
