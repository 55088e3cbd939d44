"""A schedule whose tags are not those of its runs."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.schedule(target=[orders], cron_schedule="0 6 * * *", tags={"team": "sales"})
def every_morning() -> dg.RunRequest:
    return dg.RunRequest()


if __name__ == "__main__":
    with dg.build_schedule_context() as context:
        [request] = every_morning.evaluate_tick(context).run_requests or []
    print(request.tags)
    # → {'dagster/schedule_name': 'every_morning'}
