"""What leaves the workbench: the family's package of exactly cut clips, and the reel made of one. No screen, no server, no database."""
