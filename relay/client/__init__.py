"""A Python client of the API, for the command line and the journeys."""
