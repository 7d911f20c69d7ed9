"""How the names of the files end that the window takes, and what it asks of a screen for them."""

SUFFIX = ".srew"
PACK_ENDINGS = (".yaml", ".yml")
EXPORTED = ".json"
ANSWERS = ".sreanswers"
ROOM = ".sresession"
"""What another room takes along, and brings back."""
RETURNED = (ANSWERS, ".pdf", ".xlsx", ".csv")
"""What answers come back in."""
TAKEN = (SUFFIX, *PACK_ENDINGS, EXPORTED, ROOM, *RETURNED)
TAKE_IN = "take-in"
"""What is handed over with files that hold answers."""
