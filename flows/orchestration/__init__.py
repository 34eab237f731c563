"""Runs under Prefect: the flow, what it shows, when it starts, and where its batches run. Prefect's only room."""
