"""A right selection that is refused where warnings are errors."""

import warnings

import dagster as dg

warnings.simplefilter("error")

dg.AssetSelection.from_string("group:sales")
