"""A bool that should get its value from a variable."""

import os
from typing import Any

import dagster as dg


class Database(dg.ConfigurableResource):
    read_only: bool


settings: dict[str, Any] = {"read_only": dg.EnvVar("SHOP_READ_ONLY")}

if __name__ == "__main__":
    os.environ["SHOP_READ_ONLY"] = "true"
    Database(**settings)
