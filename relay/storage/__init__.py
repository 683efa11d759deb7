"""The cellar: the only SQL and the only body I/O."""
