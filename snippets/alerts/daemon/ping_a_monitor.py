"""Ping a monitor each minute, which raises the alarm when no ping comes."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

# --8<-- [start:sensor]
import dagster as dg
import httpx


class Monitor(dg.ConfigurableResource):
    url: str

    def ping(self) -> None:
        httpx.get(self.url).raise_for_status()


@dg.sensor(
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def ping_the_monitor(monitor: Monitor) -> None:
    monitor.ping()


defs = dg.Definitions(
    sensors=[ping_the_monitor],
    resources={"monitor": Monitor(url=dg.EnvVar("MONITOR_URL"))},
)


# --8<-- [end:sensor]
class Outside(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        print("ping", self.path)
        # → ping /dagster
        self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")


if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Outside) as server:
        Thread(target=server.handle_request).start()
        here = Monitor(url=f"http://127.0.0.1:{server.server_port}/dagster")
        with dg.build_sensor_context(resources={"monitor": here}) as context:
            ping_the_monitor.evaluate_tick(context)
