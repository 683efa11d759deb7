"""A Python client of the API, for the command line and the journeys.

It seals and opens on its own machine and verifies before it trusts: roster, custody and ledgers from the
pinned root. `Client` has every verb; each verb is a file of its own.
"""
