"""Every claim of docs/alerts/services.md, proved."""

import json
import os
import smtplib
import ssl
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import default
from types import ModuleType
from typing import Any
from unittest import mock

import dagster as dg
import pypd
import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from dagster_graphql.test.utils import execute_dagster_graphql
from dagster_msteams import (
    MSTeamsResource,
    make_teams_on_run_failure_sensor,
    teams_on_failure,
)
from dagster_pagerduty import PagerDutyService, pagerduty_on_failure
from dagster_slack import (
    SlackResource,
    make_slack_on_run_failure_sensor,
    slack_on_failure,
)
from pypd.errors import BadRequest
from requests import RequestException
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from snippets.alerts.services import (
    by_mail,
    mistake_smtp_type,
    mistake_token_in_the_code,
    to_pagerduty,
    to_slack,
    to_teams,
)
from tests._harness.daemon import run_daemon
from tests._harness.processes import find_free_port
from tests._harness.receiver import Receiver
from tests.alerts.test_run_failure import Clock
from tests.conftest import Mend, Run

PAGE = "alerts/services"
OF_THE_RUN = (
    "Execution of run for \"nightly\" failed. Steps failed: ['orders']."
)


class Inbox:
    """A mail server with STARTTLS, which keeps what it is sent."""

    def __init__(self) -> None:
        self.port = find_free_port()
        self.mails: list[Message] = []
        self.logins: list[tuple[bytes, bytes]] = []
        self.accepts = True
        authority = trustme.CA()
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert("127.0.0.1").configure_cert(tls)
        self.authority = authority.cert_pem
        self.controller = Controller(
            self,
            "127.0.0.1",
            self.port,
            tls_context=tls,
            authenticator=self.login,
        )

    def login(self, *arguments: Any) -> AuthResult:
        self.logins.append((arguments[-1].login, arguments[-1].password))
        return AuthResult(success=self.accepts, handled=False)

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:  # noqa: N802
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture(autouse=True)
def environment_of_its_own() -> Iterator[None]:
    """Forget the variables that a program sets, such as a proxy."""
    with mock.patch.dict(os.environ):
        yield


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    inbox = Inbox()
    inbox.controller.start()
    with (
        inbox.authority.tempfile() as trusted,
        mock.patch.dict(os.environ, SSL_CERT_FILE=trusted),
    ):
        yield inbox
    inbox.controller.stop()


@pytest.fixture
def web() -> Iterator[Receiver]:
    receiver = Receiver()
    receiver.answer = b'{"ok": true}'
    receiver.start()
    yield receiver
    receiver.close()


@pytest.fixture
def to_receiver(web: Receiver) -> Iterator[dict[str, Any]]:
    """The resources of the programs, with the receiver for each service."""

    class SlackHere(SlackResource):
        def get_client(self) -> WebClient:
            return WebClient(self.token, web.url)

    with mock.patch.object(pypd.EventV2, "base_url", web.url):
        yield {
            "slack": SlackHere(token="xoxb-1"),
            "teams": MSTeamsResource(hook_url=web.url),
            "duty": PagerDutyService(routing_key="R1"),
        }


def tell(
    sensor: dg.SensorDefinition, resources: dict[str, Any] | None = None
) -> None:
    """Let a run fail, and call the sensor for it."""
    job = to_slack.defs.resolve_job_def("nightly")
    with dg.DagsterInstance.ephemeral() as instance:
        run = job.execute_in_process(instance=instance, raise_on_error=False)
        with dg.build_run_status_sensor_context(
            sensor.name,
            run.get_run_failure_event(),
            instance,
            run.dagster_run,
            resources=resources,
        ) as context:
            sensor(context)


def by_ready_made(inbox: Inbox, **options: Any) -> dg.SensorDefinition:
    settings: dict[str, Any] = {
        "email_from": "dagster@shop.example",
        "email_password": "secret",
        "email_to": ["team@shop.example"],
        "smtp_host": "127.0.0.1",
        "smtp_port": inbox.port,
        "smtp_type": "STARTTLS",
    }
    return dg.make_email_on_run_failure_sensor(**(settings | options))


def test_slack_gets_the_error_of_the_step(
    run: Run, web: Receiver, to_receiver: dict[str, Any]
) -> None:
    text = "nightly failed\nValueError: no column amount"
    assert "\n".join(run(f"{PAGE}/to_slack")) == text
    tell(to_slack.tell, to_receiver)
    body = {"channel": "#alerts", "text": f"{text}\n"}
    assert json.loads(web.bodies[0]) == body
    assert web.tokens == ["Bearer xoxb-1"]


def test_an_error_that_slack_answers_with_fails_the_tick(
    web: Receiver, to_receiver: dict[str, Any]
) -> None:
    web.answer = b'{"ok": false, "error": "invalid_auth"}'
    with pytest.raises(SlackApiError, match="invalid_auth"):
        tell(to_slack.tell, to_receiver)


@pytest.mark.parametrize(
    ("page", "error"),
    [
        (to_slack, SlackApiError),
        (to_teams, RequestException),
        (to_pagerduty, BadRequest),
    ],
)
def test_a_service_that_refuses_fails_the_tick(
    page: ModuleType,
    error: type[Exception],
    web: Receiver,
    to_receiver: dict[str, Any],
) -> None:
    web.status = 400
    with pytest.raises(error):
        tell(page.tell, to_receiver)


def test_teams_gets_a_card(
    run: Run, web: Receiver, to_receiver: dict[str, Any]
) -> None:
    assert run(f"{PAGE}/to_teams") == [OF_THE_RUN]
    tell(to_teams.tell, to_receiver)
    [card] = json.loads(web.bodies[0])["attachments"]
    assert card["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert card["content"]["body"][0]["text"] == OF_THE_RUN


def test_what_pagerduty_gets(run: Run) -> None:
    with mock.patch.object(pypd.EventV2, "base_url", ""):
        assert run(f"{PAGE}/to_pagerduty") == ["nightly error"]


def test_pagerduty_gets_one_key_per_job(
    web: Receiver, to_receiver: dict[str, Any]
) -> None:
    tell(to_pagerduty.tell, to_receiver)
    assert json.loads(web.bodies[0]) == {
        "routing_key": "R1",
        "event_action": "trigger",
        "payload": {
            "summary": OF_THE_RUN,
            "source": "dagster",
            "severity": "error",
        },
        "dedup_key": "nightly",
    }


def test_a_mail_holds_any_letter(run: Run) -> None:
    assert run(f"{PAGE}/by_mail") == ["Run failed Größe < 0"]


def test_a_mail_has_a_sender_and_a_subject(inbox: Inbox) -> None:
    mail = by_mail.Mail(
        host="127.0.0.1", port=inbox.port, user="us@shop.example", password="x"
    )
    tell(by_mail.tell, {"mail": mail})
    [got] = inbox.mails
    assert got["From"] == "us@shop.example"
    assert got["To"] == "team@shop.example"
    assert got["Subject"] == "Run failed"
    assert str(got.get_payload()).strip() == OF_THE_RUN
    assert inbox.logins == [(b"us@shop.example", b"x")]


def test_a_mail_goes_over_tls_only(inbox: Inbox) -> None:
    mail = by_mail.Mail(
        host="127.0.0.1", port=inbox.port, user="us", password="x"
    )
    with (
        mock.patch.dict(os.environ, SSL_CERT_FILE=os.devnull),
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        mail.send("Run failed", "")
    assert inbox.mails == []
    assert by_mail.Mail(host="", user="", password="").port == 587


def test_a_mail_does_not_wait_forever(inbox: Inbox) -> None:
    mail = by_mail.Mail(
        host="127.0.0.1", port=inbox.port, user="us", password="x"
    )
    with mock.patch.object(smtplib, "SMTP", wraps=smtplib.SMTP) as connect:
        mail.send("Run failed", "")
    assert connect.call_args == mock.call("127.0.0.1", inbox.port, timeout=30)


def test_a_mail_server_that_refuses_the_login_fails_the_tick(
    inbox: Inbox,
) -> None:
    inbox.accepts = False
    mail = by_mail.Mail(
        host="127.0.0.1", port=inbox.port, user="us", password="x"
    )
    with pytest.raises(smtplib.SMTPResponseException, match="535"):
        tell(by_mail.tell, {"mail": mail})


@pytest.mark.parametrize(
    ("page", "key", "field", "variable"),
    [
        (to_slack, "slack", "token", "SLACK_TOKEN"),
        (to_teams, "teams", "hook_url", "TEAMS_WEBHOOK"),
        (to_pagerduty, "duty", "routing_key", "PAGERDUTY_KEY"),
    ],
)
def test_a_variable_holds_the_secret(
    page: ModuleType, key: str, field: str, variable: str
) -> None:
    secret = getattr(page.defs.resources[key], field)
    assert secret == dg.EnvVar(variable)
    assert page.defs.sensors == [page.tell]
    job = page.defs.resolve_job_def("nightly")
    assert job.asset_layer.executable_asset_keys == {page.orders.key}


@pytest.mark.parametrize("page", [by_mail, to_slack, to_teams, to_pagerduty])
def test_the_sensors_are_on_at_first(page: ModuleType) -> None:
    assert page.tell.default_status is dg.DefaultSensorStatus.RUNNING


def test_a_ready_made_sensor_is_stopped_and_has_an_option(
    inbox: Inbox,
) -> None:
    running = dg.DefaultSensorStatus.RUNNING
    for make in (
        lambda **more: make_slack_on_run_failure_sensor("#alerts", "", **more),
        lambda **more: make_teams_on_run_failure_sensor("http://a", **more),
        lambda **more: by_ready_made(inbox, **more),
    ):
        assert make().default_status is dg.DefaultSensorStatus.STOPPED
        assert make(default_status=running).default_status is running


@pytest.mark.parametrize(("watches_all", "count"), [(False, 0), (True, 1)])
def test_a_ready_made_sensor_sees_scripts_only_with_the_option(
    watches_all: bool, count: int, web: Receiver
) -> None:
    sensor = make_teams_on_run_failure_sensor(
        web.url,
        name="tell_of_failures",
        default_status=dg.DefaultSensorStatus.RUNNING,
        monitor_all_code_locations=watches_all,
    )
    with run_daemon(dg.Definitions(sensors=[sensor])) as daemon:
        clock = Clock(daemon)
        clock.tick()
        job = to_slack.defs.resolve_job_def("nightly")
        instance = daemon.instance
        instance.report_run_failed(instance.create_run_for_job(job))
        clock.tick()
    assert len(web.bodies) == count


def test_the_ready_made_mail_does_not_say_what_went_wrong(
    inbox: Inbox,
) -> None:
    tell(by_ready_made(inbox))
    [mail] = inbox.mails
    assert OF_THE_RUN in mail.get_payload()
    assert "no column amount" not in mail.get_payload()


def test_the_ready_made_card_does_not_say_what_went_wrong(
    web: Receiver,
) -> None:
    tell(make_teams_on_run_failure_sensor(web.url))
    body = web.bodies[0].decode()
    assert "Steps failed" in body
    assert "no column amount" not in body


def test_the_hooks_name_their_resource() -> None:
    keys = [
        hook.required_resource_keys
        for hook in (
            slack_on_failure("#alerts"),
            teams_on_failure(),
            pagerduty_on_failure("error"),
        )
    ]
    assert keys == [{"slack"}, {"msteams"}, {"pagerduty"}]


def test_the_kind_of_encryption_is_read_when_sending(
    run: Run, inbox: Inbox
) -> None:
    dg.Definitions.validate_loadable(mistake_smtp_type.defs)
    message = 'smtp_type "TLS" is not supported.'
    with pytest.raises(dg.DagsterInvalidDefinitionError, match=message):
        run(f"{PAGE}/mistake_smtp_type")
    tell(by_ready_made(inbox, smtp_type="STARTTLS"))
    assert len(inbox.mails) == 1
    assert mistake_smtp_type.defs.assets == [mistake_smtp_type.orders]
    assert mistake_smtp_type.defs.sensors == [mistake_smtp_type.tell]


def test_ssl_does_not_suit_a_server_of_starttls(inbox: Inbox) -> None:
    with pytest.raises(ssl.SSLError, match="WRONG_VERSION_NUMBER"):
        tell(by_ready_made(inbox, smtp_type="SSL"))


FIX = (
    "html.escape(event.step_failure_data.error.cause.message)"
    ".encode('ascii', 'xmlcharrefreplace').decode()"
)


def test_the_ready_made_mail_holds_ascii_only(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_umlaut"
    with pytest.raises(UnicodeEncodeError, match="ascii"):
        run(name)
    message = "event.step_failure_data.error.cause.message"
    mend(name, {message: FIX, "import os\n": "import html\nimport os\n"})


def test_the_ready_made_mail_is_html(inbox: Inbox) -> None:
    raw = "<class 'int'>"
    tell(by_ready_made(inbox, email_body_fn=lambda _: f"an {raw}"))
    [mail] = inbox.mails
    assert mail.get_content_type() == "text/html"
    assert raw in mail.get_payload()


def test_a_password_that_is_not_set_is_sent_as_none(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_password_not_set"
    assert run(name) == ["b'None'"]
    with mock.patch.dict(os.environ, MAIL_PASSWORD="secret"):
        assert run(name) == ["b'secret'"]
    getenv = 'os.getenv("MAIL_PASSWORD")'
    with pytest.raises(KeyError, match="MAIL_PASSWORD"):
        mend(name, {getenv: 'os.environ["MAIL_PASSWORD"]'})


def test_the_name_of_the_variable_is_sent_as_the_token(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_name_of_the_variable"
    assert run(name) == ["Bearer SLACK_TOKEN"]
    variable = 'dg.EnvVar("SLACK_TOKEN")'
    for right in (f"{variable}.get_value()", 'os.environ["SLACK_TOKEN"]'):
        assert mend(name, {variable: right}) == ["Bearer xoxb-1"]


def test_a_token_in_the_code_is_stored_with_each_run(
    run: Run, mend: Mend
) -> None:
    name = f"{PAGE}/mistake_token_in_the_code"
    assert run(name) == ["True"]
    assert mend(name, {'token="xoxb-1"': 'token=dg.EnvVar("T")'}) == ["False"]
    assert mistake_token_in_the_code.defs.resources == {
        "slack": mistake_token_in_the_code.slack
    }
    assert mistake_token_in_the_code.defs.assets == [
        mistake_token_in_the_code.orders
    ]


ASK = """{ allTopLevelResourceDetailsOrError(repositorySelector: {
  repositoryName: "__repository__", repositoryLocationName: "shop"
}) { ... on ResourceDetailsList { results { configuredValues { value } } } } }
"""


def test_the_ui_shows_a_token_in_the_code() -> None:
    shown = []
    for page in (mistake_token_in_the_code, to_slack):
        with run_daemon(page.defs) as daemon:
            context = daemon._workspace.create_request_context()
            answer = execute_dagster_graphql(context, ASK).data
            [details] = answer["allTopLevelResourceDetailsOrError"]["results"]
            shown += [each["value"] for each in details["configuredValues"]]
    assert shown == ['"xoxb-1"', "SLACK_TOKEN"]
