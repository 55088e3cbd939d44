"""A limit that is checked before the variable is read."""

import os

import dagster as dg
from pydantic import Field


class Payments(dg.ConfigurableResource):
    page_size: int = Field(ge=1, le=100)


if __name__ == "__main__":
    os.environ["PAYMENTS_PAGE_SIZE"] = "50"
    Payments(page_size=dg.EnvVar.int("PAYMENTS_PAGE_SIZE"))
