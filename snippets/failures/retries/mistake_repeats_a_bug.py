"""A misspelled column, which is looked for three times."""

import dagster as dg


@dg.asset(retry_policy=dg.RetryPolicy(max_retries=2, delay=0.1))
def revenue() -> None:
    order = {"product": "coffee", "amount": 40}
    print("calculating for an hour")
    # → calculating for an hour
    # → calculating for an hour
    # → calculating for an hour
    print(order["amonut"])


if __name__ == "__main__":
    run = dg.materialize([revenue], raise_on_error=False)
    print("success:", run.success)
    # → success: False
