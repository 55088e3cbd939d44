"""A sensor called with a resource that has to be closed."""

import dagster as dg


class Inbox(dg.ConfigurableResource):
    folder: str

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        print("closed")
        # → closed


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files(inbox: Inbox) -> dg.SkipReason:
    return dg.SkipReason(f"nothing in {inbox.folder}")


if __name__ == "__main__":
    new_files(inbox=Inbox(folder="/data/inbox"))
