pip install "metaxy[dagster,delta]" dagster-webserver dagster-dg-cli duckdb
