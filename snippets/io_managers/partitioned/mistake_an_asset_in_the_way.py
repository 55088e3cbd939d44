"""A partition and an asset whose files have the same name."""

import tempfile

import dagster as dg

shops = dg.StaticPartitionsDefinition(["berlin"])


@dg.asset(partitions_def=shops)
def revenue() -> str:
    return "revenue of one shop"


@dg.asset(key=["revenue", "berlin"])
def forecast() -> str:
    return "a forecast"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        files = {"io_manager": dg.FilesystemIOManager(base_dir=folder)}
        dg.materialize([revenue], partition_key="berlin", resources=files)
        dg.materialize([forecast], resources=files)
        defs = dg.Definitions(assets=[revenue, forecast], resources=files)
        print(defs.load_asset_value("revenue", partition_key="berlin"))
        # → a forecast
