"""A request without a timeout."""

import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import httpx


# --8<-- [start:asset]
class ShopApi(dg.ConfigurableResource):
    url: str


@dg.asset
def orders(shop_api: ShopApi) -> None:
    httpx.get(f"{shop_api.url}/orders", timeout=None)


# --8<-- [end:asset]
class Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        time.sleep(0.3)
        self.send_response(200)
        self.end_headers()


if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        start = time.monotonic()
        dg.materialize([orders], resources={"shop_api": ShopApi(url=url)})
        print("as long as the server:", time.monotonic() - start > 0.3)
        # → as long as the server: True
        server.shutdown()
