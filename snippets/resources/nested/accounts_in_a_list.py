"""Give a resource a list of settings, each with its own secret."""

import os

import dagster as dg


# --8<-- [start:settings]
class Account(dg.Config):
    name: str
    password: str


class Payments(dg.ConfigurableResource):
    accounts: list[Account]


# --8<-- [end:settings]
@dg.asset
def fees(payments: Payments) -> None:
    for account in payments.accounts:
        print(account.name, account.password)
        # → shop a secret


payments = Payments(
    accounts=[Account(name="shop", password=dg.EnvVar("SHOP_PASSWORD"))]
)
defs = dg.Definitions(assets=[fees], resources={"payments": payments})

# --8<-- [start:run]
if __name__ == "__main__":
    os.environ["SHOP_PASSWORD"] = "a secret"
    dg.materialize([fees], resources={"payments": payments})
# --8<-- [end:run]
