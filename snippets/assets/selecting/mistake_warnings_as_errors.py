"""A correct selection that is rejected because warnings are errors."""

import warnings

import dagster as dg

warnings.simplefilter("error")

dg.AssetSelection.from_string("group:sales")
