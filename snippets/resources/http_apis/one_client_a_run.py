"""Ask an HTTP API for orders, with one client for the whole run."""

import os
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

# --8<-- [start:resource]
import dagster as dg
import httpx
from pydantic import Field, PrivateAttr


class ShopApi(dg.ConfigurableResource):
    url: str
    token: str = Field(repr=False)
    seconds: float = 10
    _client: httpx.Client = PrivateAttr()

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        self._client = httpx.Client(
            base_url=self.url,
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=self.seconds,
        )

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        self._client.close()

    def get_orders(self) -> list[object]:
        return list(self._client.get("/orders").raise_for_status().json())


@dg.asset
def orders(shop_api: ShopApi) -> None:
    print(shop_api.get_orders())
    # → [{'id': 7, 'amount': 40}]


shop_api = ShopApi(url=dg.EnvVar("SHOP_URL"), token=dg.EnvVar("SHOP_TOKEN"))
defs = dg.Definitions(assets=[orders], resources={"shop_api": shop_api})


# --8<-- [end:resource]
class Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        known = self.headers["Authorization"] == "Bearer not-a-real-token"
        self.send_response(200 if known else 401)
        self.end_headers()
        self.wfile.write(b'[{"id": 7, "amount": 40}]')


if __name__ == "__main__":
    os.environ["SHOP_TOKEN"] = "not-a-real-token"
    with HTTPServer(("127.0.0.1", 0), Shop) as server:
        Thread(target=server.serve_forever, args=(0.01,)).start()
        os.environ["SHOP_URL"] = f"http://127.0.0.1:{server.server_port}"
        dg.materialize([orders], resources=defs.resources)
        server.shutdown()
