"""Try an asset again while its server is busy, after waits that grow."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import httpx


# --8<-- [start:asset]
class ShopApi(dg.ConfigurableResource):
    url: str


patient = dg.RetryPolicy(
    max_retries=3,
    delay=0.1,  # seconds; for a real server, rather 30
    backoff=dg.Backoff.EXPONENTIAL,
)


@dg.asset(retry_policy=patient)
def orders(context: dg.AssetExecutionContext, shop_api: ShopApi) -> None:
    print("retry", context.retry_number)
    # → retry 0
    # → retry 1
    # → retry 2
    httpx.get(f"{shop_api.url}/orders", timeout=10).raise_for_status()


# --8<-- [end:asset]
class Shop(BaseHTTPRequestHandler):
    answers = iter([503, 503, 200])

    def do_GET(self) -> None:
        self.send_response(next(self.answers))
        self.end_headers()


if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        # --8<-- [start:run]
        resources = {"shop_api": ShopApi(url=url)}
        run = dg.materialize([orders], resources=resources)
        for event in run.all_events:
            if event.event_type_value == "STEP_UP_FOR_RETRY":
                wait = event.step_retry_data.seconds_to_wait
                print(f"waited {wait:.1f} s")
                # → waited 0.1 s
                # → waited 0.3 s
        # --8<-- [end:run]
        server.shutdown()
