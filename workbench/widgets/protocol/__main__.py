"""Prints the JSON schema of the protocol."""

import json
import sys

from workbench.widgets.protocol import schema

sys.stdout.write(json.dumps(schema(), indent=2, sort_keys=True) + "\n")
