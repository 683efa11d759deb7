"""The house rules: states, roles, who may do what. Does no I/O."""
