"""`python -m workbench`: the commands without any Qt installed."""

import sys

from workbench.cli import main

if __name__ == "__main__":
    sys.exit(main())
