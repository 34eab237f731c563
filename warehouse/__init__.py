"""The DuckDB file: schema, load, publish, query; it knows ``extract.model`` and nothing else of the other rooms."""
