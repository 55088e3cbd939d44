"""A bool that a text variable should fill."""

import os
from typing import Any

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str
    read_only: bool


settings: dict[str, Any] = {
    "path": ":memory:",
    "read_only": dg.EnvVar("SHOP_READ_ONLY"),
}

if __name__ == "__main__":
    os.environ["SHOP_READ_ONLY"] = "true"
    Database(**settings)
