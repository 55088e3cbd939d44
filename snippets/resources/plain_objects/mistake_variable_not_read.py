"""A variable that stays a name."""

import os

import dagster as dg


@dg.asset
def orders(token: dg.ResourceParam[str]) -> None:
    print({"Authorization": token})
    # → {'Authorization': 'PAYMENTS_TOKEN'}


if __name__ == "__main__":
    os.environ["PAYMENTS_TOKEN"] = "a secret"
    resources = {"token": dg.EnvVar("PAYMENTS_TOKEN")}
    dg.materialize([orders], resources=resources)
