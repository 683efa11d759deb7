"""The `relay` commands, one file each; relay/cli.py puts them together."""
