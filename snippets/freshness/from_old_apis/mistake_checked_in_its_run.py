"""A freshness check in the run that makes its asset, which always passes."""

import warnings
from datetime import timedelta

import dagster as dg

warnings.filterwarnings("ignore", category=dg.SupersessionWarning)


@dg.asset
def prices() -> None: ...


checks = dg.build_last_update_freshness_checks(
    assets=[prices], lower_bound_delta=timedelta(hours=1)
)
defs = dg.Definitions(assets=[prices], asset_checks=checks)

if __name__ == "__main__":
    shop = defs.resolve_implicit_global_asset_job_def()
    for _ in range(2):
        run = shop.execute_in_process()
        [result] = run.get_asset_check_evaluations()
        print(result.passed)
        # → True
        # → True
