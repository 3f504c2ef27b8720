"""Tests in a real browser; a package, so that its one Chromium closes when its last test is done."""
