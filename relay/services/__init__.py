"""One verb, one file: the order of steps. No Flask, no commit."""
