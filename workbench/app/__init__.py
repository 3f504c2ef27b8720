"""Panels and pages that notebooks show: widgets, plots and sessions wired together."""
