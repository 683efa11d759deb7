"""Set-up of a working copy: what `make` calls. Standard library only, for it runs before anything is installed."""
