"""Let the log of a library go into the log of the run."""

import logging

import dagster as dg

library = logging.getLogger("shop_client")


@dg.asset
def orders() -> None:
    library.warning("page 2 came late")


if __name__ == "__main__":
    settings = {"python_logs": {"managed_python_loggers": ["shop_client"]}}
    with dg.instance_for_test(overrides=settings) as instance:
        result = dg.materialize([orders], instance=instance)
        for entry in instance.all_logs(result.run_id):
            if not entry.is_dagster_event:
                print(entry.user_message)
                # → page 2 came late
