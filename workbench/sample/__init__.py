"""The drawn and voiced sample film: a parent and a child at a puzzle, made from one written script, with its exact truth.

``script.toml`` is the screenplay; :mod:`~workbench.sample.script` reads it, :mod:`~workbench.sample.rehearsal` gives each event its
frames, the picture and the sound are made from that, and :mod:`~workbench.sample.truth` says the same as tiers, steps and moments.
Nobody in it exists.
"""
