"""Use cases without a screen: open a case, edit it, import a film, publish a package. Nothing here knows a notebook."""
