"""A job for a group that does not exist."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)


@dg.asset(group_name="sales")
def orders() -> None: ...


job = dg.define_asset_job("daily", selection="group:sale")
defs = dg.Definitions(assets=[orders], jobs=[job])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
    result = defs.resolve_job_def("daily").execute_in_process()
    print(result.success, result.get_asset_materialization_events())
    # → True []
