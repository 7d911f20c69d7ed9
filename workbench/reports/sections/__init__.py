"""The parts of a report, one file each: every one turns a context into sections of pieces."""
