"""Relay: sealed letters between people harmed by a crime and those who harmed them, through their mediator."""
