"""Versions of the schema, one module each, run by ``workbench.store.database``."""
