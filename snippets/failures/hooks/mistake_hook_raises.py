"""A hook that fails itself."""

import dagster as dg


@dg.success_hook
def upload(context: dg.HookContext) -> None:
    raise ConnectionError("the bank does not answer")


@dg.asset(hooks={upload})
def invoices() -> None: ...


if __name__ == "__main__":
    run = dg.materialize([invoices])
    print("success:", run.success)
    # → success: True
    for event in run.all_events:
        if event.event_type_value == "HOOK_ERRORED":
            print(event.step_key, event.event_type_value)
            # → invoices HOOK_ERRORED
