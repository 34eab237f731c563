"""The warehouse as a DuckLake: the same tables in Parquet files, and a catalog that several machines reach."""
