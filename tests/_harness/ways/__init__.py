"""Starts runs of the same definitions in each way that Dagster has."""
