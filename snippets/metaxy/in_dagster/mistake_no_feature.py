"""`metaxify` on an asset that names no feature."""

import dagster as dg
import metaxy.ext.dagster as mxd


@mxd.metaxify()
@dg.asset
def orders() -> None: ...


if __name__ == "__main__":
    [spec] = orders.specs
    print(spec.code_version, dict(spec.metadata))
    # → None {}
