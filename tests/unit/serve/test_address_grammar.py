"""A server starts without the grammar of international addresses, and addresses are checked as before."""

import subprocess
import sys

STARTS = """
import sys
import workbench.serve.present, workbench.serve.lab
assert "jsonschema" in sys.modules and "lark" not in sys.modules
from jsonschema import Draft202012Validator, FormatChecker
check = Draft202012Validator({"format": "iri"}, format_checker=FormatChecker()).is_valid
print(check("https://example.org/familie-m%C3%BCller"), check("no address"), "lark" in sys.modules, check("urn:x"))
"""


def test_no_server_waits_for_it_and_addresses_are_checked_all_the_same() -> None:
    """In a process of its own, because other tests may have imported it long before."""
    said = subprocess.run([sys.executable, "-c", STARTS], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["True", "False", "True", "True"]


IS_THERE = """
import sys
import rfc3987_syntax as whole
import workbench.serve
print(sys.modules["rfc3987_syntax"] is whole, hasattr(whole, "syntax_parser"))
"""


def test_where_it_is_there_already_it_stays() -> None:
    said = subprocess.run([sys.executable, "-c", IS_THERE], capture_output=True, text=True, check=True).stdout
    assert said.split() == ["True", "True"]
