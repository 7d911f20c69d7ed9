"""Workshop mode: the facilitator's view, the projector's window, and what a session is started with."""
