"""What the workbench talks about: plain frozen dataclasses and enums, standard library only."""
