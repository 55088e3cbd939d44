"""Resources configured in the file that configures Dagster itself."""

import tempfile
from pathlib import Path

import dagster as dg

CONFIG = """
resources:
  database:
    config:
      path: /data/shop.duckdb
"""

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "dagster.yaml").write_text(CONFIG)
        try:
            dg.DagsterInstance.from_config(home)
        except dg.DagsterInvalidConfigError as error:
            message, _, _ = error.errors[0].message.partition(" Expected:")
            print(message)
            # → Received unexpected config entry "resources" at the root.
