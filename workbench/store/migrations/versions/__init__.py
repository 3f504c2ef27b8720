"""The versions, oldest first; a version that was ever released is never changed."""
