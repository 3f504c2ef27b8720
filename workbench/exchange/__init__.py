"""Files of other tools: read into one neutral document and written from it, one format a file. No film and no store."""
