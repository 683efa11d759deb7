"""The demo programme: its people, how a client makes it over HTTP, and the whole road of one letter through it."""
