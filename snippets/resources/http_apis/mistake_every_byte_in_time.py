"""A timeout that a slow answer never runs into."""

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
    print(httpx.get(f"{shop_api.url}/orders", timeout=0.3).json())
    # → [7, 8]


class Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        for part in (b"[7", b", 8", b"]"):
            time.sleep(0.15)
            self.wfile.write(part)


# --8<-- [end:asset]
if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        # --8<-- [start:run]
        start = time.monotonic()
        dg.materialize([orders], resources={"shop_api": ShopApi(url=url)})
        print("longer than the timeout:", time.monotonic() - start > 0.3)
        # → longer than the timeout: True
        # --8<-- [end:run]
        server.shutdown()
