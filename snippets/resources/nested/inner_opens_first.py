"""Open the inner resource before the outer one and close it after."""

import dagster as dg


# --8<-- [start:order]
class Database(dg.ConfigurableResource):
    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        print("database opened")
        # → database opened

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        print("database closed")
        # → database closed


class Report(dg.ConfigurableResource):
    database: Database

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        print("report opened")
        # → report opened

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        print("report closed")
        # → report closed


# --8<-- [end:order]
@dg.asset
def revenue(report: Report) -> None: ...


database = Database.configure_at_launch()
shop = {"database": database, "report": Report(database=database)}

if __name__ == "__main__":
    dg.materialize([revenue], resources=shop)
