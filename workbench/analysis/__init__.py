"""What can be found in pictures and sound by itself: candidates to look at, never an emotion, a verdict or a score."""
