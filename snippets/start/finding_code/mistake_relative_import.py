"""A module that imports a neighbor, opened as a file without a package."""

import dagster as dg

from .definitions import orders

defs = dg.Definitions(assets=[orders])
