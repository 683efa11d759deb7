"""One file a type of statement: checks it against the rules, does what it says, names the ledgers it belongs to."""
