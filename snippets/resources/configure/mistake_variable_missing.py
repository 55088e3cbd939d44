"""A run without the variable that its resource needs."""

from textwrap import fill

import dagster as dg


class Payments(dg.ConfigurableResource):
    token: str = "a token for tests"


@dg.asset
def orders(payments: Payments) -> None: ...


defs = dg.Definitions(
    assets=[orders],
    resources={"payments": Payments(token=dg.EnvVar("PAYMENTS_TOKEN"))},
)

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
    try:
        dg.materialize([orders], resources=defs.resources)
    except dg.DagsterInvalidConfigError as error:
        message, _, _ = error.errors[0].message.partition("Stack Trace:")
        print(fill(message, 70))
        # → Post processing at path root:resources:payments:config:token of
        # → original value {'env': 'PAYMENTS_TOKEN'} failed:
        # → dagster._config.errors.PostProcessingError: You have attempted to
        # → fetch the environment variable "PAYMENTS_TOKEN" which is not set. In
        # → order for this execution to succeed it must be set in this
        # → environment.
