"""Ask again when a server is busy, and not when it says no."""

import dagster as dg
import httpx
import tenacity


def may_pass(error: BaseException) -> bool:
    if isinstance(error, httpx.HTTPStatusError):
        return error.response.status_code in {429, 502, 503, 504}
    return isinstance(error, httpx.TransportError)


class ShopApi(dg.ConfigurableResource):
    url: str

    @tenacity.retry(
        retry=tenacity.retry_if_exception(may_pass),
        wait=tenacity.wait_exponential_jitter(multiplier=0.05, jitter=0.05),
        stop=tenacity.stop_after_attempt(5),
        reraise=True,
    )
    def get(self, path: str) -> httpx.Response:
        return httpx.get(f"{self.url}{path}", timeout=10).raise_for_status()


@dg.asset
def orders(shop_api: ShopApi) -> None:
    print(shop_api.get("/orders").json())


if __name__ == "__main__":
    nobody = ShopApi(url="http://127.0.0.1:9")
    try:
        dg.materialize([orders], resources={"shop_api": nobody})
    except httpx.ConnectError:
        print("tries:", ShopApi.get.statistics["attempt_number"])
        # → tries: 5
