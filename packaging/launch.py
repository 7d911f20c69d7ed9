"""What the built program starts with; the installed one uses the `sre-workbench` entry point instead."""

import multiprocessing
import sys

from ui.app import main

if __name__ == "__main__":
    # In a built program a worker process starts with this file too; this call turns it into one.
    multiprocessing.freeze_support()
    sys.exit(main())
