"""Listens to the events of the runs in this process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import dagster as dg

Listener = Callable[[dg.DagsterInstance, dg.EventLogEntry], object]


@contextmanager
def after_each_event(listen: Listener) -> Iterator[None]:
    """Call a function after each event.

    Dagster has no public way to watch a run of a program's own: this method is
    the one place that every event passes, whichever instance stores it.
    """
    handle = dg.DagsterInstance.handle_new_event

    def handle_and_call(
        instance: dg.DagsterInstance, entry: dg.EventLogEntry, **more: Any
    ) -> None:
        handle(instance, entry, **more)
        listen(instance, entry)

    with mock.patch.object(
        dg.DagsterInstance, "handle_new_event", handle_and_call
    ):
        yield
