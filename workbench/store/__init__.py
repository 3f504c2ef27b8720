"""The workspace on disk: the one database, the journal of edits, and the one door to film bytes. SQL lives here and nowhere else."""
