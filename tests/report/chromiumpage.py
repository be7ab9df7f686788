"""A page in a headless Chromium, driven over its debugging pipe: no port, no library, one process."""
import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

PATIENCE = 60  # seconds for one answer: a first start on a slow machine takes some


def find_chromium():
    return shutil.which('chromium') or shutil.which('chromium-browser') or shutil.which('google-chrome')


class ChromiumPage:
    """`events` are all protocol events of the page since it was opened."""

    def __init__(self, program):
        self._profile = tempfile.TemporaryDirectory()
        to_chromium, ours_out = os.pipe()
        ours_in, from_chromium = os.pipe()

        def place_pipe():  # Chromium reads from 3 and writes to 4; copies first, for either may be 3 or 4 already
            read_end, write_end = os.dup(to_chromium), os.dup(from_chromium)
            high_read, high_write = os.dup(read_end), os.dup(write_end)
            while high_read < 5 or high_write < 5:
                high_read, high_write = os.dup(high_read), os.dup(high_write)
            os.dup2(high_read, 3)
            os.dup2(high_write, 4)

        options = ['--headless=new', '--remote-debugging-pipe', '--no-first-run', '--disable-background-networking',
                   '--disable-component-update', '--disable-gpu', '--disable-dev-shm-usage',
                   f'--user-data-dir={self._profile.name}', 'about:blank']
        if os.geteuid() == 0:
            options.insert(0, '--no-sandbox')  # which refuses to work for root
        self._process = subprocess.Popen([program, *options], close_fds=False, preexec_fn=place_pipe,
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_chromium)
        os.close(from_chromium)
        self._out, self._in = ours_out, ours_in
        self._rest, self._number, self._session, self.events = b'', 0, None, []
        target = self.call('Target.createTarget', url='about:blank')['targetId']
        self._session = self.call('Target.attachToTarget', targetId=target, flatten=True)['sessionId']
        for domain in ('Page', 'Network', 'Runtime', 'Log'):
            self.call(f'{domain}.enable')

    def _read(self, is_wanted):
        """The first message that is wanted; events on the way are kept."""
        deadline = time.monotonic() + PATIENCE
        while True:
            while b'\0' in self._rest:
                raw, self._rest = self._rest.split(b'\0', 1)
                message = json.loads(raw)
                if 'method' in message:
                    self.events.append(message)
                if is_wanted(message):
                    return message
            ready, _, _ = select.select([self._in], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError('Chromium does not answer')
            piece = os.read(self._in, 1 << 16)
            if not piece:
                raise RuntimeError(f'Chromium ended with {self._process.wait()}')
            self._rest += piece

    def call(self, method, **parameters):
        self._number += 1
        number = self._number
        message = {'id': number, 'method': method, 'params': parameters}
        if self._session:
            message['sessionId'] = self._session
        os.write(self._out, json.dumps(message).encode() + b'\0')
        answer = self._read(lambda m: m.get('id') == number)
        if 'error' in answer:
            raise RuntimeError(f'{method}: {answer["error"]}')
        return answer['result']

    def open(self, url):
        self.events.clear()
        self.call('Page.navigate', url=url)
        if not any(event['method'] == 'Page.loadEventFired' for event in self.events):
            self._read(lambda m: m.get('method') == 'Page.loadEventFired')

    def evaluate(self, script):
        result = self.call('Runtime.evaluate', expression=script, returnByValue=True, awaitPromise=True)
        if 'exceptionDetails' in result:
            raise RuntimeError(f'{script}: {result["exceptionDetails"]}')
        return result['result'].get('value')

    def set_dark(self, dark):
        self.call('Emulation.setEmulatedMedia', features=[{'name': 'prefers-color-scheme', 'value': 'dark' if dark else 'light'}])

    def picture(self, width=1280, height=900):
        self.call('Emulation.setDeviceMetricsOverride', width=width, height=height, deviceScaleFactor=1, mobile=False)
        return base64.b64decode(self.call('Page.captureScreenshot', format='png')['data'])

    def close(self):
        self._process.terminate()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)
        self._profile.cleanup()
