"""A schedule that requests one shop and gives a reason for the other."""

from collections.abc import Iterator

import dagster as dg


@dg.asset
def sales() -> None: ...


@dg.schedule(target=[sales], cron_schedule="0 6 * * *")
def every_morning() -> Iterator[dg.RunRequest | dg.SkipReason]:
    yield dg.RunRequest(run_key="berlin")
    yield dg.SkipReason("paris is closed")


if __name__ == "__main__":
    with dg.build_schedule_context() as context:
        every_morning.evaluate_tick(context)
