"""How the names of the files end that the window takes."""

SUFFIX = ".srew"
PACK_ENDINGS = (".yaml", ".yml")
EXPORTED = ".json"
ANSWERS = ".sreanswers"
TAKEN = (SUFFIX, *PACK_ENDINGS, EXPORTED, ANSWERS)
