"""A schedule that makes a run request and does not return it."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.schedule(target=[orders], cron_schedule="0 6 * * *")
def every_morning() -> None:
    dg.RunRequest()


if __name__ == "__main__":
    with dg.build_schedule_context() as context:
        tick = every_morning.evaluate_tick(context)
    print(tick.run_requests, tick.skip_message)
    # → [] Schedule function returned an empty result
