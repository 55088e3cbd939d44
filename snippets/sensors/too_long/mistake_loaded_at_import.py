"""A module that asks the bank whenever it is loaded."""

import dagster as dg

asked: list[str] = []


def ask_the_bank() -> list[int]:
    asked.append("the bank")
    return [7, 8, 9]


unpaid = ask_the_bank()


@dg.asset
def reminder() -> None: ...


@dg.sensor(target=[reminder])
def find_unpaid() -> dg.SkipReason:
    return dg.SkipReason(f"{unpaid} unpaid, asked {len(asked)} times")


defs = dg.Definitions(assets=[reminder], sensors=[find_unpaid])

if __name__ == "__main__":
    for _ in range(3):
        with dg.build_sensor_context() as context:
            print(find_unpaid.evaluate_tick(context).skip_message)
            # → [7, 8, 9] unpaid, asked 1 times
            # → [7, 8, 9] unpaid, asked 1 times
            # → [7, 8, 9] unpaid, asked 1 times
