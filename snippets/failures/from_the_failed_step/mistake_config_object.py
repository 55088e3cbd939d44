"""Config for a run, as an object that execute_job does not take."""

import dagster as dg


class Batches(dg.Config):
    size: int


@dg.asset
def revenue(config: Batches) -> None:
    print("batches of", config.size)


def shop() -> dg.JobDefinition:
    return dg.Definitions(
        assets=[revenue], jobs=[dg.define_asset_job("shop")]
    ).resolve_job_def("shop")


if __name__ == "__main__":
    config = dg.RunConfig({"revenue": Batches(size=10)})
    with dg.instance_for_test() as instance:
        dg.execute_job(dg.reconstructable(shop), instance, run_config=config)
