"""Takes pictures of pages: `python -m onetoone_dev.browser PORT ADDRESS FOLDER`.

Standard input has the pages as JSON, see ``pictures.PAGES``; the browser listens on the
port. Started with Odoo's own Python environment.
"""

import base64
import itertools
import json
import sys
import time
import urllib.request
from pathlib import Path

import websocket

SECONDS_TO_WAIT = 60
# Nothing is loading, and the page of the action has something on it.
SETTLED = """
    !document.querySelector(".o_loading_indicator, .o_blockUI, [aria-busy=true]")
    && Boolean(document.querySelector(".o_action_manager .o_action, .o_form_view"))
"""
LOGIN = """
    document.querySelector("#login").value = %(who)s;
    document.querySelector("#password").value = %(who)s;
    document.querySelector("form.oe_login_form").submit();
"""
CLICK = """
    (() => {
        const found = [...document.querySelectorAll(%s)].find(
            (element) => element.checkVisibility() && element.textContent.includes(%s)
        );
        found?.click();
        return Boolean(found);
    })()
"""


class Browser:
    """One tab, told what to do over the browser's debugging protocol."""

    def __init__(self, port: str):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
            tabs = [one for one in json.load(answer) if one["type"] == "page"]
        self.socket = websocket.create_connection(
            tabs[0]["webSocketDebuggerUrl"], timeout=SECONDS_TO_WAIT
        )
        self.numbers = itertools.count(1)

    def tell(self, method: str, **parameters):
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters}
        self.socket.send(json.dumps(message))
        while (answer := json.loads(self.socket.recv())).get("id") != number:
            pass
        return answer.get("result", {})

    def value(self, script: str):
        answer = self.tell(
            "Runtime.evaluate",
            expression=script,
            awaitPromise=True,
            returnByValue=True,
        )
        return answer.get("result", {}).get("value")

    def wait(self, script: str, what: str) -> None:
        for _attempt in range(SECONDS_TO_WAIT * 4):
            if self.value(script):
                return
            time.sleep(0.25)
        raise SystemExit(f"{what}: not there within {SECONDS_TO_WAIT} seconds")

    def settle(self, what: str) -> None:
        self.wait(SETTLED, what)
        # charts and side panels are drawn a moment later
        time.sleep(1.5)
        self.wait(SETTLED, what)

    def take(self, path: Path) -> None:
        picture = self.tell("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(picture["data"]))


def take_all(browser: Browser, address: str, folder: Path, pages) -> None:
    known = None
    for name, who, path, (width, height), clicks in pages:
        browser.tell(
            "Emulation.setDeviceMetricsOverride",
            **{"width": width, "height": height, "deviceScaleFactor": 1},
            mobile=width < 600,
        )
        if who != known:
            log_in(browser, address, who)
            known = who
        browser.tell("Page.navigate", url=f"{address}/odoo/{path}")
        browser.settle(name)
        for selector, text in clicks:
            script = CLICK % (json.dumps(selector), json.dumps(text))
            browser.wait(script, f"{name}: {text}")
            browser.settle(name)
        browser.take(folder / f"{name}.png")


def log_in(browser: Browser, address: str, who: str) -> None:
    """In the demo everybody's password is the login."""
    browser.tell("Network.clearBrowserCookies")
    browser.tell("Page.navigate", url=f"{address}/web/login")
    browser.wait("Boolean(document.querySelector('#login'))", "login page")
    browser.value(LOGIN % {"who": json.dumps(who)})
    browser.wait("location.pathname.startsWith('/odoo')", f"start page of {who}")


if __name__ == "__main__":
    port, address, folder = sys.argv[1:]
    take_all(Browser(port), address, Path(folder), json.load(sys.stdin))
