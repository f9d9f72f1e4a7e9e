"""`python -m movescreen`."""

import sys

from movescreen.cli.main import main

sys.exit(main())
