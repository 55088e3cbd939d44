"""A test that cannot fail, because a generator is always true."""

from collections.abc import Iterator

import dagster as dg

inbox: list[str] = []


@dg.asset
def orders() -> None: ...


@dg.sensor(target=[orders])
def new_files() -> Iterator[dg.RunRequest]:
    for name in inbox:
        yield dg.RunRequest(run_key=name)


def test_a_run_is_requested() -> None:
    assert new_files()


if __name__ == "__main__":
    test_a_run_is_requested()
    print("passed with", len(list(new_files())), "requests")
    # → passed with 0 requests
