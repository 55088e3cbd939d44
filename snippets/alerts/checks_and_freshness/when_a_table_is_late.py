"""Tell of an asset when it becomes late, and when it is fresh again."""

import json
from datetime import timedelta

import dagster as dg

a_day = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=1))


@dg.asset(freshness_policy=a_day)
def orders() -> None: ...


def changes(before: dict[str, str], now: dict[str, str]) -> list[str]:
    return [
        f"{name}: {state}"
        for name, state in now.items()
        if (state == "FAIL") != (before.get(name) == "FAIL")
    ]


@dg.sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def tell(context: dg.SensorEvaluationContext) -> None:
    records = context.instance.get_freshness_state_records([orders.key])
    now = {
        key.to_user_string(): record.freshness_state.value
        for key, record in records.items()
    }
    for line in changes(json.loads(context.cursor or "{}"), now):
        print(line)
    context.update_cursor(json.dumps(now))


defs = dg.Definitions([orders], sensors=[tell])

if __name__ == "__main__":
    print(changes({"orders": "PASS"}, {"orders": "FAIL"}))
    # → ['orders: FAIL']
    print(changes({"orders": "FAIL"}, {"orders": "FAIL"}))
    # → []
    print(changes({"orders": "FAIL"}, {"orders": "PASS"}))
    # → ['orders: PASS']
