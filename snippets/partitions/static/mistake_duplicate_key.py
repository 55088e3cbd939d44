"""A key listed twice."""

import dagster as dg

dg.StaticPartitionsDefinition(["north", "south", "north"])
