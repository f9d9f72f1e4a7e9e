"""`python -m movescreen`."""

import sys

from movescreen.cli import main

sys.exit(main())
