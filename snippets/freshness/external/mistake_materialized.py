"""An observable source asset that is materialized, which observes nothing."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)


@dg.observable_source_asset
def prices() -> dg.DataVersion:
    raise ConnectionError("no such warehouse")


defs = dg.Definitions(assets=[prices])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        run = dg.materialize([prices], instance=instance)
        seen = instance.fetch_observations(prices.key, limit=1).records
        print(run.success, len(seen))
        # → True 0
