"""Everything a user can change, one file per topic; the only writers."""
