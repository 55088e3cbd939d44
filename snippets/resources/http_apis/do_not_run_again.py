"""Fail at once where another try cannot help."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import httpx


# --8<-- [start:asset]
class ShopApi(dg.ConfigurableResource):
    url: str

    def get(self, path: str) -> httpx.Response:
        response = httpx.get(f"{self.url}{path}", timeout=10)
        if response.status_code in {401, 403}:
            raise dg.Failure("the token is not valid", allow_retries=False)
        return response.raise_for_status()


@dg.asset(retry_policy=dg.RetryPolicy(max_retries=3))
def orders(shop_api: ShopApi) -> None:
    shop_api.get("/orders")


# --8<-- [end:asset]
class Shop(BaseHTTPRequestHandler):
    # --8<-- [start:shop]
    def do_GET(self) -> None:
        print(self.path, 401)
        # → /orders 401
        # --8<-- [end:shop]
        self.send_response(401)
        self.end_headers()


if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        resources = {"shop_api": ShopApi(url=url)}
        dg.materialize([orders], resources=resources, raise_on_error=False)
        server.shutdown()
