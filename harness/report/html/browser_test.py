#!/usr/bin/env python3
"""Open certificates, or pages of another kind, in headless Chromium and fail on what a reader would see.

    browser_test.py [--screenshots FOLDER] [--kind memory] certificate.html...

Each is opened at 1280 and 390 pixels, light and dark, and as it is printed on A4. Wrong are: a
message on the console, a request for anything else, a missing section, a link to nothing,
horizontal overflow, text outside its box, contrast below WCAG AA (probe.js); paper that is dark,
or that something stays folded on; and, once more without JavaScript, a section that only a script
makes.

Exit codes: 0 as it should be, 1 not, 2 usage, 77 no Chromium or no python3-websocket.
"""
import argparse
import base64
import contextlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.request

PROBE = pathlib.Path(__file__).with_name("probe.js").read_text(encoding="utf-8")
# Of each kind of page: its sections, how many rows of tables and how many texts it has at least,
# and whether it has a script.
KINDS = {
    "certificate": (["verdict", "changes", "sites", "weakenings", "checks", "coverage", "engines",
                     "limits", "reproducibility"], 30, 200, True),
    "memory": (["verdict", "picture", "figures", "teardown", "promises"], 20, 150, False),
}
SKIPPED = 77
WIDTHS, SCHEMES = (1280, 390), ("light", "dark")
PAPER = 702  # pixels between the margins of an A4 page
LONGEST = 60  # seconds, of any one answer


class Page:
    """A tab, over the DevTools protocol."""

    def __init__(self, socket):
        self.socket, self.last, self.events = socket, 0, []

    def call(self, method, **parameters):
        self.last += 1
        self.socket.send(json.dumps({"id": self.last, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.last:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def evaluate(self, expression):
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True,
                           awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    def open(self, url):
        self.events.clear()
        loader = self.call("Page.navigate", url=url)["loaderId"]
        # By its loader: the load of the page before may be told late.
        while not any(event["method"] == "Page.lifecycleEvent"
                      and event["params"]["name"] == "load"
                      and event["params"]["loaderId"] == loader for event in self.events):
            self.events.append(json.loads(self.socket.recv()))

    def complaints(self, url):
        """What the console said, and what was asked for beside the page itself."""
        out = []
        for event in self.events:
            parameters = event.get("params", {})
            if event["method"] == "Runtime.exceptionThrown":
                out.append("console: " + parameters["exceptionDetails"]["text"])
            elif event["method"] == "Runtime.consoleAPICalled":
                out.append("console: " + json.dumps(parameters["args"])[:200])
            elif event["method"] == "Log.entryAdded":
                out.append("console: " + parameters["entry"]["text"])
            elif event["method"] == "Network.requestWillBeSent":
                asked = parameters["request"]["url"]
                if asked != url and not asked.startswith("data:"):
                    out.append("asks for " + asked)
        return out


@contextlib.contextmanager
def browser(program):
    """A tab of a Chromium of its own, which is gone afterwards, with everything it wrote."""
    import websocket
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--no-first-run", "--hide-scrollbars", "--disable-background-networking", "--remote-allow-origins=*",
             "--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True) as running:
        try:
            where = next((line.split()[-1] for line in running.stderr if "listening on ws" in line), None)
            if where is None:
                raise RuntimeError("Chromium does not start")
            port = where.split("/")[2]
            new = urllib.request.Request(f"http://{port}/json/new?about:blank", method="PUT")
            with urllib.request.urlopen(new, timeout=LONGEST) as answer:
                tab = json.load(answer)["webSocketDebuggerUrl"]
            socket = websocket.create_connection(tab, timeout=LONGEST)
            page = Page(socket)
            for domain in ("Page", "Runtime", "Log", "Network"):
                page.call(f"{domain}.enable")
            page.call("Page.setLifecycleEventsEnabled", enabled=True)
            yield page
            socket.close()
        finally:
            running.kill()


def probe(page, kind):
    sections, rows, texts, _ = KINDS[kind]
    return page.evaluate(f"({PROBE})({json.dumps(sections)}, {rows}, {texts})")


def looked_at(page, file, kind, width, scheme, screenshots):
    url = file.resolve().as_uri()
    page.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1,
              mobile=False)
    page.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    page.open(url)
    if screenshots:
        shot = page.call("Page.captureScreenshot", captureBeyondViewport=True)
        name = f"{file.stem}-{width}-{scheme}.png"
        (screenshots / name).write_bytes(base64.b64decode(shot["data"]))
    back = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
    dark = sum(back) < 3 * 128
    wrong = [] if dark == (scheme == "dark") else [f"the background is {back}"]
    if KINDS[kind][3] and page.evaluate("document.querySelectorAll('.filter').length") == 0:
        wrong.append("the script made no filter")
    return wrong + probe(page, kind) + page.complaints(url)


def on_paper(page, file, kind, screenshots):
    """For a reader of dark pages: paper is white."""
    page.call("Emulation.setDeviceMetricsOverride", width=PAPER, height=1000, deviceScaleFactor=1,
              mobile=False)
    page.call("Emulation.setEmulatedMedia", media="print",
              features=[{"name": "prefers-color-scheme", "value": "dark"}])
    page.open(file.resolve().as_uri())
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    if screenshots:
        shot = page.call("Page.captureScreenshot", captureBeyondViewport=True)
        (screenshots / f"{file.stem}-paper.png").write_bytes(base64.b64decode(shot["data"]))
    wrong = []
    if page.evaluate("document.querySelectorAll('details:not([open])').length") != 0:
        wrong.append("something is folded")
    if page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)":
        wrong.append("the paper is not white")
    wrong += probe(page, kind)
    shown = page.evaluate("[...document.querySelectorAll('nav, .filter')]"
                          ".filter((each) => each.getClientRects().length > 0).length")
    page.call("Emulation.setEmulatedMedia", media="")
    return wrong + ([] if shown == 0 else ["what one clicks on is printed"])


def without_script(page, file):
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.open(file.resolve().as_uri())
    page.call("Emulation.setScriptExecutionDisabled", value=False)
    rows = page.evaluate("[document.querySelectorAll('#site-table tbody tr').length, "
                         "document.querySelectorAll('.filter').length]")
    return [] if rows[0] >= 30 and rows[1] == 0 else [f"rows and filters without a script: {rows}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--screenshots", type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("--kind", choices=KINDS, default="certificate")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        print("skipped: no chromium on this machine (Debian: chromium)")
        return SKIPPED
    try:
        import websocket  # noqa: F401
    except ImportError:
        print("skipped: no module websocket (Debian: python3-websocket)")
        return SKIPPED
    wrong = []
    with browser(program) as page:
        for file in arguments.files:
            for width in WIDTHS:
                for scheme in SCHEMES:
                    found = looked_at(page, file, arguments.kind, width, scheme, arguments.screenshots)
                    wrong += [f"{file.name} at {width}, {scheme}: {each}" for each in found]
            wrong += [f"{file.name} on paper: {each}"
                      for each in on_paper(page, file, arguments.kind, arguments.screenshots)]
            if KINDS[arguments.kind][3]:
                wrong += [f"{file.name} without JavaScript: {each}" for each in without_script(page, file)]
    print("\n".join(wrong) or f"{len(arguments.files)} pages are as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
