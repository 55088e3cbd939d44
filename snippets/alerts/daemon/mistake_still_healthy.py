"""Ask whether a daemon is alive that has just been killed."""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg

if __name__ == "__main__":
    program = str(Path(sys.executable).parent / "dagster-daemon")
    with TemporaryDirectory() as home:
        Path(home, "dagster.yaml").write_text("telemetry: {enabled: false}")
        os.environ["DAGSTER_HOME"] = home
        # --8<-- [start:try]
        with dg.DagsterInstance.get() as instance:
            daemon = subprocess.Popen(
                [program, "run", "--empty-workspace"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            while not all(
                status.healthy
                for status in instance.get_daemon_statuses().values()
            ):
                time.sleep(0.1)
            daemon.kill()
            print("killed:", daemon.wait())
            # → killed: -9
        check = subprocess.run(
            [program, "liveness-check"], capture_output=True, text=True
        )
        print(check.stdout.strip())
        # → Daemon live
        # --8<-- [end:try]
