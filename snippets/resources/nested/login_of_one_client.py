"""Nest a resource that nobody else needs."""

import os

import dagster as dg


# --8<-- [start:nest]
class Login(dg.ConfigurableResource):
    user: str
    token: str


class Payments(dg.ConfigurableResource):
    login: Login
    page_size: int = 100


@dg.asset
def orders(payments: Payments) -> None:
    print(payments.login.token, payments.page_size)
    # → read when the run starts 100


login = Login(user="shop", token=dg.EnvVar("PAYMENTS_TOKEN"))
defs = dg.Definitions(
    assets=[orders], resources={"payments": Payments(login=login)}
)

if __name__ == "__main__":
    os.environ["PAYMENTS_TOKEN"] = "read when the run starts"
    dg.materialize([orders], resources=defs.resources)
# --8<-- [end:nest]
