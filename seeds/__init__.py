"""The articles that a run without a configuration loads, found by importlib.resources; see README.md."""
