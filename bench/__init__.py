"""Benchmarks: each figure beside its reference, measured interleaved on the same machine."""
