"""Where assessments are kept: one SQLite file per workspace. SQL lives here alone."""
