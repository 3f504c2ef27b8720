"""Films as bytes and pictures: facts, frame tables, exact reading, proxies, sound peaks, thumbnails. No database, no case, no screen."""
