"""Stop a program that an asset starts when it takes too long."""

import subprocess

import dagster as dg

EXPORT = ["sleep", "60"]  # the program that never answers


@dg.asset(retry_policy=dg.RetryPolicy(max_retries=1))
def orders(context: dg.AssetExecutionContext) -> None:
    print("exporting, retry", context.retry_number)
    # → exporting, retry 0
    # → exporting, retry 1
    subprocess.run(EXPORT, timeout=0.2, check=True)


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    run = dg.materialize([orders], raise_on_error=False)
    print("success:", run.success)
    # → success: False
