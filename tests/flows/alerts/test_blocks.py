"""Messages as Slack and a mailbox get them: Prefect's own blocks, and receivers on loopback."""

import email
import json
import socket
import threading
from datetime import UTC, datetime
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from apprise.plugins.slack import NotifySlack
from prefect.blocks.notifications import SlackWebhook
from rule_change import change

from flows.alerts.digest import digest
from flows.alerts.items import changed

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # by a library of Prefect's
SLACK = "https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ"
CALLS = "see <http://evil.invalid|the policy> <!channel> <img src=http://evil.invalid/p.png> & <b>more</b>"


@pytest.fixture
def message():
    """What a run tells where a payer writes what chat and mail programs would act on."""
    seen = datetime(2025, 3, 1, tzinfo=UTC)
    row = change(first_seen_at=seen, before_text="PHQ-9 < 15", after_quote=CALLS)
    return digest(changed([row], seen.replace(year=2024)))


@pytest.fixture
def slack(monkeypatch):
    """A receiver in place of Slack; answers the list of what it was sent."""
    sent = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            sent.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    place = f"http://127.0.0.1:{server.server_address[1]}/services"
    monkeypatch.setattr(NotifySlack, "webhook_url", place)
    yield sent
    server.shutdown()
    server.server_close()
    thread.join()


class Mailbox:
    """A mail server of one mail at a time; keeps what it is given."""

    def __init__(self):
        self.mails = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def stop(self):
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _serve(self):
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as file:
                self._talk(file)

    def _talk(self, file):
        _say(file, b"220 mailbox")
        for line in file:
            word = line.strip().upper()
            if word == b"DATA":
                _say(file, b"354 go on")
                lines = iter(file.readline, b".\r\n")
                self.mails.append(email.message_from_bytes(b"".join(lines), policy=default))
            _say(file, b"221 bye" if word == b"QUIT" else b"250 mailbox")
            if word == b"QUIT":
                return


def _say(file, words):
    file.write(words + b"\r\n")
    file.flush()


@pytest.fixture
def mailbox():
    found = Mailbox()
    yield found
    found.stop()


def test_slack_gets_a_message_that_links_and_calls_nobody(slack, message):
    SlackWebhook(url=SLACK).notify(message.body, message.subject)
    ((path, sent),) = slack
    assert path == SLACK.partition("com")[2]
    (attachment,) = sent["attachments"]
    assert attachment["title"] == "ketcov: 1 rule change"
    assert "acme/spravato" in attachment["text"]
    assert "3 trials" in attachment["text"]
    assert "＜!channel＞" in attachment["text"]
    assert not set("<>") & set(attachment["text"])


def test_a_mailbox_gets_a_message_without_tags_and_with_all_its_words(mailbox, message):
    address = f"mailto://127.0.0.1:{mailbox.port}?from=ketcov@example.org&to=reader@example.org&mode=insecure"
    SlackWebhook(url=address).notify(
        message.body, message.subject
    )  # Prefect hands other addresses to Apprise
    (mail,) = mailbox.mails
    assert (mail["Subject"], mail["To"]) == ("ketcov: 1 rule change", "reader@example.org")
    texts = {part.get_content_type(): part.get_content() for part in mail.iter_parts()}
    assert "3 trials" in texts["text/plain"]
    assert "PHQ-9 ＜ 15" in texts["text/plain"]
    assert "＜img src=" in texts["text/html"]
    assert "<img" not in texts["text/html"]
