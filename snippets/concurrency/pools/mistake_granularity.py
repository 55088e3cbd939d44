"""Misspell what a pool limits."""

import dagster as dg

if __name__ == "__main__":
    pools = {"default_limit": 1, "granularity": "steps"}
    with dg.instance_for_test({"concurrency": {"pools": pools}}):
        pass
