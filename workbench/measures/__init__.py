"""Numbers about an exchange: pure functions of spans, each result with its definition, parameters, n and codable seconds.

Definitions decide what a number says, so no number leaves here without its own. Nothing here reads a store or a film, and nothing
compares a person with a norm.
"""
