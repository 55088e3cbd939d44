"""Retry a busy server when it says so, and nothing else."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import httpx


# --8<-- [start:asset]
class ShopApi(dg.ConfigurableResource):
    url: str


@dg.asset
def orders(shop_api: ShopApi) -> None:
    answer = httpx.get(f"{shop_api.url}/orders", timeout=10)
    if answer.status_code == 503:
        wait = float(answer.headers.get("Retry-After", 30))
        raise dg.RetryRequested(max_retries=3, seconds_to_wait=wait)
    answer.raise_for_status()


# --8<-- [end:asset]
class Shop(BaseHTTPRequestHandler):
    answers = iter([503, 404])

    # --8<-- [start:shop]
    def do_GET(self) -> None:
        status = next(self.answers)
        print(self.path, status)
        # → /orders 503
        # → /orders 404
        self.send_response(status)
        self.send_header("Retry-After", "0.1")
        self.end_headers()
        # --8<-- [end:shop]


if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        resources = {"shop_api": ShopApi(url=url)}
        dg.materialize([orders], resources=resources, raise_on_error=False)
        server.shutdown()
