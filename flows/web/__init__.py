"""The web, politely: httpx and what is said in HTTP, and nothing of Prefect, the warehouse or pages' content."""
