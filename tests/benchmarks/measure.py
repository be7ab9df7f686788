"""Processes timed in turn, and the table that says what came out.

One turn runs every party once; a figure is minimum, median and maximum over the turns, so that what else the machine does
meets all parties alike. Peak memory is what the system says of the process (largest resident set of all turns).
"""
import json
import os
import statistics
import subprocess
import sys
import time


class Figure:
    """Times of one party in seconds, and its peak memory in bytes (0: not known)."""

    def __init__(self):
        self.seconds = []
        self.peak = 0

    @property
    def median(self):
        return statistics.median(self.seconds)

    def text(self):
        low, middle, high = (f'{value * 1e3:,.1f}' for value in (min(self.seconds), self.median, max(self.seconds)))
        return f'{middle} ms ({low}–{high})' + (f' {self.peak / 1e6:,.0f} MB' if self.peak else '')

    def values(self):
        return {'minimum_s': min(self.seconds), 'median_s': self.median, 'maximum_s': max(self.seconds), 'peak_bytes': self.peak}


class Command:
    """A process: its arguments, the folder it runs in, what to do before each start, and how to read a time that it prints."""

    def __init__(self, arguments, cwd=None, before=None, reads_time=None):
        self.arguments = [str(a) for a in arguments]
        self.cwd = cwd
        self.before = before
        self.reads_time = reads_time

    def run(self, figure):
        if self.before:
            self.before()
        environment = os.environ | {'ATLAS_STARTED_NS': str(time.monotonic_ns())}
        begin = time.perf_counter()
        process = subprocess.Popen(self.arguments, cwd=self.cwd, env=environment, stdout=subprocess.PIPE if self.reads_time else subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, text=True)
        printed = process.stdout.read() if self.reads_time else ''
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            sys.exit(f'{" ".join(self.arguments)}: ended with {process.returncode}')
        figure.seconds.append(self.reads_time(printed) if self.reads_time else time.perf_counter() - begin)
        figure.peak = max(figure.peak, usage.ru_maxrss * 1024)


class Work:
    """A function of this process as a party, timed like a command; its memory is not known."""

    def __init__(self, function):
        self.function = function

    def run(self, figure):
        begin = time.perf_counter()
        self.function()
        figure.seconds.append(time.perf_counter() - begin)


def in_turns(parties, times):
    """A Figure of each party by its name; every turn runs all, after one that is not counted."""
    figures = {name: Figure() for name in parties}
    for turn in range(times + (times > 1)):
        for name, party in parties.items():
            party.run(Figure() if times > 1 and turn == 0 else figures[name])
    return figures


class Table:
    """Rows as they are measured; `keep` also as JSON."""

    def __init__(self):
        self.rows = []

    def compared(self, work, figures, goal='', ours='ours'):
        """A row of figures by party; what the others take is told in multiples of ours."""
        mine = figures[ours]
        said = [mine.text()]
        for name, figure in figures.items():
            if name != ours:
                said.append(f'{name} {figure.text()}: x {figure.median / mine.median:.2f}')
        self.said(work, '; '.join(said), goal, {name: figure.values() for name, figure in figures.items()})

    def said(self, work, words, goal='', values=None):
        self.rows.append({'work': work, 'said': words, 'goal': goal, 'values': values or {}})
        print(f'{work:62} {words}' + (f'   [goal {goal}]' if goal else ''), flush=True)

    def keep(self, path):
        with open(path, 'w', encoding='utf-8') as f:
            json.dump(self.rows, f, indent=1, ensure_ascii=False)
            f.write('\n')
