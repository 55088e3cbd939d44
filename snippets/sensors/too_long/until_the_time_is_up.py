"""Stop in time, whatever the number of orders, and go on in the next tick."""

import time

import dagster as dg

SECONDS = 0.5
unpaid = list(range(1, 1001))


@dg.asset
def reminder() -> None: ...


# --8<-- [start:sensor]
@dg.sensor(target=[reminder])
def find_unpaid(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    end = time.monotonic() + SECONDS
    last = int(context.cursor or 0)
    requests = []
    for number in [number for number in unpaid if number > last]:
        if time.monotonic() > end:
            break
        time.sleep(0.01)  # asks the bank
        requests.append(dg.RunRequest(tags={"order": str(number)}))
        last = number
    return dg.SensorResult(requests, cursor=str(last))


# --8<-- [end:sensor]
defs = dg.Definitions(assets=[reminder], sensors=[find_unpaid])

if __name__ == "__main__":
    with dg.build_sensor_context() as context:
        tick = find_unpaid.evaluate_tick(context)
    found = len(tick.run_requests or [])
    print(tick.cursor == str(found), 1 <= found < len(unpaid))
    # → True True
