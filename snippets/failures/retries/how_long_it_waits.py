"""Compare how long the policies for a retry wait."""

import dagster as dg

EXPONENTIAL, LINEAR = dg.Backoff.EXPONENTIAL, dg.Backoff.LINEAR
FULL, PLUS_MINUS = dg.Jitter.FULL, dg.Jitter.PLUS_MINUS


def waits(policy: dg.RetryPolicy) -> list[float]:
    @dg.asset(retry_policy=policy)
    def orders() -> None:
        raise ConnectionError("the shop does not answer")

    run = dg.materialize([orders], raise_on_error=False)
    return [
        round(event.step_retry_data.seconds_to_wait or 0, 2)
        for event in run.all_events
        if event.event_type_value == "STEP_UP_FOR_RETRY"
    ]


if __name__ == "__main__":
    print(waits(dg.RetryPolicy()))
    # → [0]
    print(waits(dg.RetryPolicy(3, delay=0.02)))
    # → [0.02, 0.02, 0.02]
    print(waits(dg.RetryPolicy(3, delay=0.02, backoff=LINEAR)))
    # → [0.02, 0.04, 0.06]
    print(waits(dg.RetryPolicy(3, delay=0.02, backoff=EXPONENTIAL)))
    # → [0.02, 0.06, 0.14]
    [wait] = waits(dg.RetryPolicy(1, delay=0.02, jitter=FULL))
    print(0 <= wait <= 0.02)
    # → True
    [wait] = waits(dg.RetryPolicy(1, delay=0.02, jitter=PLUS_MINUS))
    print(0 <= wait <= 0.04)
    # → True
