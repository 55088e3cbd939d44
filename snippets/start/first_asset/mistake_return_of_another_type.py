"""An asset that returns something else than it promises."""

import dagster as dg


@dg.asset
def revenue() -> int:
    return "75"


if __name__ == "__main__":
    print(dg.materialize([revenue]).output_for_node("revenue"))
