"""Give an asset a number that changes from run to run."""

import dagster as dg


class ReportConfig(dg.Config):
    days: int = 7


@dg.asset
def report(config: ReportConfig) -> None:
    print(f"the last {config.days} days")
    # → the last 7 days
    # → the last 30 days


defs = dg.Definitions(assets=[report])

if __name__ == "__main__":
    dg.materialize([report])
    dg.materialize(
        [report], run_config=dg.RunConfig({"report": ReportConfig(days=30)})
    )
