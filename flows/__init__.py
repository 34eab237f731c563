"""When articles come and from where: sources, worker processes, Prefect flows and the command line."""
