"""Reception: the only HTTP."""
