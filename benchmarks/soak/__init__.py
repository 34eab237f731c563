"""Hundreds of scheduled runs, as fast as they end: what grows."""
