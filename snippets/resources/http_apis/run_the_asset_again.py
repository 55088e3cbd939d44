"""Let Dagster run a whole asset again."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import httpx


# --8<-- [start:asset]
class ShopApi(dg.ConfigurableResource):
    url: str


@dg.asset(retry_policy=dg.RetryPolicy(max_retries=3, delay=0.05))
def revenue(shop_api: ShopApi) -> None:
    httpx.get(f"{shop_api.url}/customers", timeout=10).raise_for_status()
    httpx.get(f"{shop_api.url}/orders", timeout=10).raise_for_status()


# --8<-- [end:asset]
class Shop(BaseHTTPRequestHandler):
    answers = iter([200, 503, 200, 200])

    # --8<-- [start:shop]
    def do_GET(self) -> None:
        status = next(self.answers)
        print(self.path, status)
        # → /customers 200
        # → /orders 503
        # → /customers 200
        # → /orders 200
        # --8<-- [end:shop]
        self.send_response(status)
        self.end_headers()


if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        dg.materialize([revenue], resources={"shop_api": ShopApi(url=url)})
        server.shutdown()
