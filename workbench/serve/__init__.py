"""The only doors to the outside: film by id, the guider's JupyterLab, the family's page.

What does not live here: what may be shown. The workspace, the consent rules and the package decide that; these modules pass on the bytes
they were given.
"""

from workbench.serve.address_grammar import defer_address_grammar

# Before any module here imports Jupyter's server.
defer_address_grammar()
