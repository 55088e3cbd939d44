"""Ask for one page after the other until there is none."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import httpx


# --8<-- [start:pages]
class ShopApi(dg.ConfigurableResource):
    url: str

    def get_orders(self) -> Iterator[object]:
        page = "/orders"
        with httpx.Client(base_url=self.url, timeout=10) as client:
            while page:
                response = client.get(page).raise_for_status()
                yield from response.json()["orders"]
                page = response.json()["next"]


# --8<-- [end:pages]
class Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        pages = {
            "/orders": b'{"orders": [7, 8], "next": "/orders?page=2"}',
            "/orders?page=2": b'{"orders": [9], "next": null}',
        }
        self.send_response(200)
        self.end_headers()
        self.wfile.write(pages[self.path])


if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        # --8<-- [start:ask]
        shop_api = ShopApi(url=f"http://127.0.0.1:{server.server_port}")
        print(list(shop_api.get_orders()))
        # → [7, 8, 9]
        # --8<-- [end:ask]
        server.shutdown()
