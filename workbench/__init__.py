"""VIG Workbench: exact film study for a guider, a calm page for a family."""

__version__ = "0.1.0"
