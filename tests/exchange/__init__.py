"""Tables and files that come and go."""
