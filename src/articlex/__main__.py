"""`python -m articlex` is the `articlex` command."""

import sys

from articlex.cli import main

sys.exit(main())
