#!/usr/bin/env python3
"""The HTML report of a comparison in a headless Chromium: it asks the network for nothing, writes no error to the
console, sorts and filters, and looks different in light and dark.

usage: test_htmlreport.py KATLAS

Skips (77) where there is no Chromium: ./dev shell --layer report ctest --preset release -R htmlreport brings one.
With $ATLAS_REPORT_PICTURES, pictures in light and dark go to that folder.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

from chromiumpage import ChromiumPage, find_chromium

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = 77
FIRST_VALUES = """[...document.querySelector('table.rows').tBodies[0].rows].map(row => Number(row.cells[1].dataset.v))
    .filter(value => !Number.isNaN(value))"""


def check(holds, what):
    if not holds:
        sys.exit(f'FAILED: {what}')
    print(f'ok: {what}')


def requests_beside(events, url):
    asked = [event['params']['request']['url'] for event in events if event['method'] == 'Network.requestWillBeSent']
    return [other for other in asked if other != url]


def complaints(events):
    found = []
    for event in events:
        parameters = event['params']
        if event['method'] == 'Runtime.exceptionThrown':
            found.append(parameters['exceptionDetails'].get('text', 'exception'))
        elif event['method'] == 'Runtime.consoleAPICalled' and parameters['type'] in ('error', 'warning', 'assert'):
            found.append(str(parameters['args']))
        elif event['method'] == 'Log.entryAdded' and parameters['entry']['level'] in ('error', 'warning'):
            found.append(parameters['entry']['text'])
    return found


def look_at(page, report, name):
    url = report.as_uri()
    page.open(url)
    check(page.evaluate("document.querySelectorAll('table.rows tbody tr').length") > 10, f'{name}: there are rows')
    page.evaluate("document.querySelector('table.rows thead th:nth-child(2) button').click()")
    falling = page.evaluate(FIRST_VALUES)
    check(falling == sorted(falling, reverse=True), f'{name}: a click on a heading sorts')
    page.evaluate("""{ const text = document.querySelector('.tools input'); text.value = 'gemv';
        text.dispatchEvent(new Event('input')); }""")
    left = page.evaluate("""[...document.querySelector('table.rows').tBodies[0].rows].filter(row => !row.hidden)
        .map(row => row.textContent.toLowerCase().includes('gemv'))""")
    check(left and all(left), f'{name}: typing filters')
    page.evaluate("location.reload()")
    pictures = []
    for dark in (False, True):
        page.set_dark(dark)
        pictures.append(page.picture())
        if folder := os.environ.get('ATLAS_REPORT_PICTURES'):
            (pathlib.Path(folder) / f'{name}-{"dark" if dark else "light"}.png').write_bytes(pictures[-1])
    check(pictures[0] != pictures[1], f'{name}: dark looks different')
    others = requests_beside(page.events, url)
    check(not others, f'{name}: no request beside the file itself {others}')
    check(not complaints(page.events), f'{name}: no error in the console {complaints(page.events)}')


def main():
    program = find_chromium()
    if program is None:
        print('skipped: there is no Chromium')
        return SKIPPED
    katlas = sys.argv[1]
    runs = [str(ROOT / 'resources/sample-run'), str(ROOT / 'resources/sample-candidate')]
    page = ChromiumPage(program)
    try:
        # A test that cannot fail proves nothing: this page asks for a file and complains.
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            bad = folder / 'bad.html'
            bad.write_text('<img src="https://example.invalid/x.png"><script>console.error("oh")</script>', encoding='utf-8')
            page.open(bad.as_uri())
            check(requests_beside(page.events, bad.as_uri()), 'a page that asks for something is noticed')
            check(complaints(page.events), 'a page that complains is noticed')
            for name, candidates in (('report', runs[1:]), ('report-several', runs[1:] + runs[:1])):
                report = folder / f'{name}.html'
                subprocess.run([katlas, 'compare', runs[0], *candidates, '--format', 'html', '-o', str(report)], check=True)
                look_at(page, report, name)
    finally:
        page.close()
    return 0


sys.exit(main())
