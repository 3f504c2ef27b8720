"""Looking over a film as a film: what is measured of its picture, sound and file, and what there is to say about it."""
