"""A key that is another one in each retry."""

import uuid

import dagster as dg

ORDERED: set[str] = set()


@dg.asset(retry_policy=dg.RetryPolicy(max_retries=1))
def restocked(context: dg.AssetExecutionContext) -> None:
    # A shop that sends nothing a second time for the same key.
    ORDERED.add(str(uuid.uuid4()))
    if context.retry_number == 0:
        raise TimeoutError("the answer came too late")


if __name__ == "__main__":
    dg.materialize([restocked])
    print("ordered:", len(ORDERED))
    # → ordered: 2
