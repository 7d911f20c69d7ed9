"""What a chart shows, never how it is painted; screen and paper both paint the same description."""
