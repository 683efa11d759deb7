"""Every call and every decision, by everybody who may not: refused as docs/api.md says, and nothing changed."""
