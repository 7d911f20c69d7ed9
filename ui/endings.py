"""How the names of the files end that the window takes."""

SUFFIX = ".srew"
PACK_ENDINGS = (".yaml", ".yml")
EXPORTED = ".json"
TAKEN = (SUFFIX, *PACK_ENDINGS, EXPORTED)
