"""Numbers about an exchange: pure functions, each result with its definition, settings, n, codable seconds and provenance.

::

    result, provenance      what every measure gives, and how it came about
    gaze, attention         looking at one another, and at the same thing
    turns, contingency      who has the floor; what follows an initiative
    units, sequences        codes in units of time; what follows what
    synchrony, recurrence   moving together; coming back to the same (shifted_recurrence: more than by chance?)
    agreement               two coders by time and by events (unit_agreement, event_agreement, kappa)
    reliability             any number of coders or raters
    quasi_independence, resampling   what chance alone would give, by counting and by shifting
    reviewing               the film of a shared review

Definitions decide what a number says, so no number leaves here without its own. Nothing here reads a store or a film, and nothing
compares a person with a norm.
"""
