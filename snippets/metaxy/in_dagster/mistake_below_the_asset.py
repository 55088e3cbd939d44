"""`metaxify` below `dg.asset`, where there is no asset yet."""

import dagster as dg
import metaxy.ext.dagster as mxd


@dg.asset(metadata={"metaxy/feature": "orders"})
@mxd.metaxify()
def orders() -> None: ...


if __name__ == "__main__":
    [spec] = orders.specs
    print(spec.code_version)
