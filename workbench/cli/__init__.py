"""The command line, ``vig``: every use of the workbench for those who prefer words to a screen.

What a command does is in the layers below; here are its words, its options and its answer. Heavy modules are imported by the command that
needs them, so that ``vig --help`` is there at once.
"""

from workbench.cli.program import Program

main = Program.assembled()
"""All commands, as click knows them; calling it runs the process's arguments and ends it, ``main.lines()`` lists each with its usage."""
