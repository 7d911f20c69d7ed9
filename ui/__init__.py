"""The Qt app: windows, screens and everything they need."""
