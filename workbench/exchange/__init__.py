"""Files and tables that come and go."""
