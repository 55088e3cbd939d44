"""Read a secret at the start of each run and keep it out of sight."""

import os

import dagster as dg


class Payments(dg.ConfigurableResource):
    token: str
    page_size: int


@dg.asset
def orders(payments: Payments) -> None:
    print(payments.token, payments.page_size)
    # → one 50
    # → two 20


payments = Payments(
    token=dg.EnvVar("PAYMENTS_TOKEN"),
    page_size=dg.EnvVar.int("PAYMENTS_PAGE_SIZE"),
)
defs = dg.Definitions(assets=[orders], resources={"payments": payments})

if __name__ == "__main__":
    os.environ.update(PAYMENTS_TOKEN="one", PAYMENTS_PAGE_SIZE="50")
    dg.materialize([orders], resources=defs.resources)

    os.environ.update(PAYMENTS_TOKEN="two", PAYMENTS_PAGE_SIZE="20")
    dg.materialize([orders], resources=defs.resources)

    print(repr(payments.token))
    # → 'PAYMENTS_TOKEN'
