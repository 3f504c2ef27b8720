"""``python -m workbench.cli``: the same as ``vig``, where scripts are not on the path."""

from workbench.cli import main

main()
