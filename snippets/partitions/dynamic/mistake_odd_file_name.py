"""A key from a file name that is not UTF-8."""

import os

import dagster as dg

if __name__ == "__main__":
    name = os.fsdecode(b"m\xe4rz.csv")
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("order_files", [name])
