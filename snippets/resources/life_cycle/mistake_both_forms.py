"""A resource that is opened in two ways, of which one never runs."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg


class Database(dg.ConfigurableResource):
    def setup_for_execution(self, context: dg.InitResourceContext) -> None: ...

    @contextmanager
    def yield_for_execution(
        self, context: dg.InitResourceContext
    ) -> Iterator["Database"]:
        print("yield")
        # → yield
        yield self


@dg.asset
def orders(database: Database) -> None: ...


if __name__ == "__main__":
    dg.materialize([orders], resources={"database": Database()})
