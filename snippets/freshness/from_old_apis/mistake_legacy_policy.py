"""A policy of 1.11 under the name that now takes another."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=DeprecationWarning)


@dg.asset(freshness_policy=dg.LegacyFreshnessPolicy(maximum_lag_minutes=60))
def prices() -> None: ...
