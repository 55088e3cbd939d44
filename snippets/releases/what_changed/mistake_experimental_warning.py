"""Before 1.10, one class of warning covered all that may still change."""

import warnings

import dagster as dg

if __name__ == "__main__":
    warnings.simplefilter("ignore", dg.ExperimentalWarning)
