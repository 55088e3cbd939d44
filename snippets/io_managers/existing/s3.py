"""Store each asset in a bucket of S3."""

import dagster as dg
from dagster_aws.s3 import S3PickleIOManager, S3Resource
from moto.server import ThreadedMotoServer


@dg.asset
def orders() -> list[int]:
    return [40, 25]


@dg.asset
def revenue(orders: list[int]) -> int:
    return sum(orders)


if __name__ == "__main__":
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    s3 = S3Resource(
        endpoint_url=f"http://{host}:{port}",
        region_name="us-east-1",
        aws_access_key_id="any",
        aws_secret_access_key="any",
    )
    client = s3.get_client()
    client.create_bucket(Bucket="shop")

    bucket = S3PickleIOManager(
        s3_resource=s3, s3_bucket="shop", s3_prefix="assets"
    )
    result = dg.materialize([orders, revenue], resources={"io_manager": bucket})
    print(result.output_for_node("revenue"))
    # → 65
    for stored in client.list_objects_v2(Bucket="shop")["Contents"]:
        print(stored["Key"])
        # → assets/orders
        # → assets/revenue
    server.stop()
