"""Video Interaction Guidance as values: vocabulary, people and consent, casework, steps, clips.

No files but the vocabulary, no database, no screen.
"""
