"""Check the value of a variable once it is known."""

import os

import dagster as dg


class Payments(dg.ConfigurableResource):
    page_size: int

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        if not 1 <= self.page_size <= 100:
            raise ValueError(f"page_size is {self.page_size}, not 1 to 100")


@dg.asset
def orders(payments: Payments) -> None: ...


defs = dg.Definitions(
    assets=[orders],
    resources={
        "payments": Payments(page_size=dg.EnvVar.int("PAYMENTS_PAGE_SIZE"))
    },
)

if __name__ == "__main__":
    os.environ["PAYMENTS_PAGE_SIZE"] = "500"
    try:
        dg.materialize([orders], resources=defs.resources)
    except dg.DagsterResourceFunctionError as error:
        print(error.user_exception)
        # → page_size is 500, not 1 to 100
