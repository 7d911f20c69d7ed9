"""Workshop mode in real windows, driven by keys."""
