"""A sensor whose resource nobody provides."""

import dagster as dg


class Inbox(dg.ConfigurableResource):
    folder: str


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files(inbox: Inbox) -> dg.SkipReason:
    return dg.SkipReason(f"nothing in {inbox.folder}")


shop = {"inbox_of_orders": Inbox(folder="/data/inbox")}
defs = dg.Definitions(assets=[orders], sensors=[new_files], resources=shop)

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
    with dg.build_sensor_context(resources=shop) as context:
        new_files.evaluate_tick(context)
