"""Make jobs from selections: from a string, and from Python objects."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)


@dg.asset(group_name="sales")
def orders() -> None: ...


@dg.asset(group_name="people")
def customers() -> None: ...


@dg.asset(group_name="sales")
def revenue() -> None: ...


sales = dg.define_asset_job("sales", selection="group:sales")
all_but_people = dg.define_asset_job(
    "all_but_people",
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups("people"),
)

defs = dg.Definitions(
    assets=[orders, customers, revenue], jobs=[sales, all_but_people]
)

if __name__ == "__main__":
    for name in ("sales", "all_but_people"):
        result = defs.resolve_job_def(name).execute_in_process()
        made = result.get_asset_materialization_events()
        keys = [event.materialization.asset_key for event in made]
        print(name, sorted(key.to_user_string() for key in keys))
        # → sales ['orders', 'revenue']
        # → all_but_people ['orders', 'revenue']
