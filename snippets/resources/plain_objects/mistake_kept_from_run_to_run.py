"""A dictionary that keeps its contents from one run to the next."""

import dagster as dg


@dg.asset
def orders(seen: dg.ResourceParam[dict[int, int]]) -> None:
    new = [number for number in (7, 8) if number not in seen]
    print(f"{len(new)} new orders")
    # → 2 new orders
    # → 0 new orders
    seen.update(dict.fromkeys(new, 40))


defs = dg.Definitions(assets=[orders], resources={"seen": {}})

if __name__ == "__main__":
    dg.materialize([orders], resources=defs.resources)
    dg.materialize([orders], resources=defs.resources)
