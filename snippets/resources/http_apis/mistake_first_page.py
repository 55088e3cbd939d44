"""Only the first page of several."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import httpx


# --8<-- [start:asset]
class ShopApi(dg.ConfigurableResource):
    url: str

    def get_orders(self) -> list[object]:
        response = httpx.get(f"{self.url}/orders", timeout=10)
        return list(response.raise_for_status().json()["orders"])


@dg.asset
def orders(shop_api: ShopApi) -> None:
    print(len(shop_api.get_orders()), "orders of 3")
    # → 2 orders of 3


# --8<-- [end:asset]
class Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        page = {"orders": [7, 8], "total": 3, "next": "/orders?page=2"}
        self.wfile.write(json.dumps(page).encode())


if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        dg.materialize([orders], resources={"shop_api": ShopApi(url=url)})
        server.shutdown()
