"""The pages' live parts: anywidgets in Python, their frontend in TypeScript, and the protocol between the two.

``protocol`` says what may be asked, ``snapshot`` and ``wire`` what a page reads, ``player`` is the guider's player.
No film bytes pass here.
"""
