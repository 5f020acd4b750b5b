"""One file a revision, numbered; never edited once released."""
