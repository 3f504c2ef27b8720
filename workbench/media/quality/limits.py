"""Where a finding begins: every threshold of the checks, once, with what it was chosen by.

They are habits of filming people indoors, not standards, and err on the side of saying nothing.
"""

BLACK_S = 1.0
"""Shorter black is a blink of the camera."""

FROZEN_S = 3.0
FREEZE_NOISE = 0.0005
"""Mean change below 0.05 % of full white: hiss of any camera, or a hand that moves, is above it."""

LASTS_S = 2.0
"""What lasts shorter than this is not worth a word."""

DARK, DARKER_THAN_USUAL = 0.18, 0.55
"""Mean brightness of the picture (0 black, 1 white); and as part of the film's own median."""

WHITE_PART, WHITE = 0.25, 0.98
"""A quarter of the picture at the end of the scale."""

BLURRED_THAN_USUAL = 0.5
"""Sharpness as part of the film's own median."""

MOVING_PART, MUCH_MOVING_PART, MOVING_THAN_USUAL = 0.01, 0.02, 3.0
"""The whole picture's way in half a second as part of its width: three times the film's own median, but between these."""

SMALL_PX = 480
SHORT_S = 5.0

SILENT_LUFS, SOFT_LUFS = -65.0, -36.0
"""Speech two steps away from a phone is at about -30 LUFS."""

CLIPPED, CLIPPED_PART = 0.995, 0.01
"""Samples at the end of the scale, and which part of a tenth of a second they must be."""

NOISY_DB = 9.0
"""Speech is followed with effort below about 10 dB above the noise."""

SILENT_BELOW_DB, SAME_BELOW_DB = 40.0, 40.0
"""A channel so far below the loudest one is silent; one whose difference from the first is so far below it is the same."""

GAP_S, DRIFT_S, SOUND_ENDS_S = 0.1, 0.1, 1.0
"""From 0.1 s on, people see that lips and voices are apart."""

SELDOM_BOTH = 0.6
SMALL_FACE, EDGE = 0.08, 0.005
"""A face's height as part of the picture's; how near the edge counts as cut off."""

DARK_FACE, BACKLIT = 0.2, 0.55
"""How bright the brightest twentieth of a face is, whatever the colour of skin; and as part of what surrounds it."""
