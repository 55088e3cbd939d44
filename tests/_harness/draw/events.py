"""Listens to the events of the runs in this process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import dagster as dg

Listener = Callable[[dg.DagsterInstance, dg.EventLogEntry], object]


@contextmanager
def after_each_event(listen: Listener) -> Iterator[None]:
    """Call a function after each event, on whichever instance it is stored.

    Dagster tells nobody of events while a run goes on: this method is the one
    place that all of them pass, also those of a program's own instance.
    """
    handle = dg.DagsterInstance.handle_new_event

    def handle_and_tell(
        instance: dg.DagsterInstance, entry: dg.EventLogEntry, **more: Any
    ) -> None:
        handle(instance, entry, **more)
        listen(instance, entry)

    with mock.patch.object(
        dg.DagsterInstance, "handle_new_event", handle_and_tell
    ):
        yield
