"""A backoff without a delay that could grow."""

import dagster as dg

dg.RetryPolicy(max_retries=3, backoff=dg.Backoff.EXPONENTIAL)
