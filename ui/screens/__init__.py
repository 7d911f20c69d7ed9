"""One screen per topic of the work."""
