#!/usr/bin/env python3
"""Run every benchmark beside the peers that the speed goals name, and print what came out.

usage: run.py BUILD_DIR [--quick] [--large] [--json FILE] [--against BUILD_DIR]

Parties run in turns; each figure is median (minimum–maximum) and peak memory. --quick takes small material and few turns,
--large adds the runs of a million kernels. --against takes a second build as one more party of every row of katlas. The
published script is a peer when reference material lies beside the clone ($ATLAS_SHARED or ../shared); without it the
sample run is used. On a shared machine trust the ratios.
"""
import argparse
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import peers
from captures import captures
from material import TABLE, large_run, real_run, scaled_copy, varied_names
from measure import Command, Table, Work, in_turns


class Bench:
    """What every row needs: the builds, the table, how often, and a folder that goes away."""

    def __init__(self, options, scratch):
        self.builds = {'ours': pathlib.Path(options.build).resolve()}
        if options.against:
            self.builds['before'] = pathlib.Path(options.against).resolve()
        self.quick = options.quick
        self.large = options.large
        self.table = Table()
        self.scratch = scratch
        self.kernels = 10_000 if options.quick else 100_000

    def turns(self, usual):
        return max(1, usual // 3) if self.quick else usual

    def katlas(self, work, arguments, usual_turns, goal='', peers_of_it=None, output=None):
        """A row of one katlas command; `output` is removed with its review file before each start."""
        def clean():
            for path in output.parent.glob(output.name + '*') if output else ():
                path.unlink()
            (output.parent / (output.stem + '.review.yaml')).unlink(missing_ok=True) if output else None
        parties = {name: Command([build / 'app/cli/katlas', *arguments], before=clean) for name, build in self.builds.items()}
        parties |= {name: peer for name, peer in (peers_of_it or {}).items() if peer}
        self.table.compared(work, in_turns(parties, self.turns(usual_turns)), goal)

    def program(self, name):
        return self.builds['ours'] / 'tests/benchmarks' / f'bench_{name}'

    def figures_of(self, name, name_filter='.', environment=()):
        options = ['--benchmark_min_time=0.05s'] if self.quick else []
        done = subprocess.run([str(self.program(name)), f'--benchmark_filter={name_filter}', '--benchmark_format=json', *options],
                              capture_output=True, text=True, check=True, env=os.environ | dict(environment))
        return {figure['name'].split('/')[0]: figure for figure in json.loads(done.stdout)['benchmarks']}


def starts(bench):
    bench.katlas('start of katlas (--version)', ['--version'], 30, '<= 10 ms')
    names = bench.scratch / 'one-name.txt'
    names.write_text('my_kernel(int)\n', encoding='utf-8')
    bench.katlas('start of katlas with all packs, one name read', ['infer', names], 30, '<= 10 ms')


def small_run(bench):
    """What a person waits for in scripts and in CI."""
    run, output = real_run(), bench.scratch / 'small/kernels.yaml'
    output.parent.mkdir()
    script = {'script': peers.script_export(bench.scratch / 'small-script', run)}
    bench.katlas(f'export of {run.name}, fresh, default pack', ['export', run, '-o', output], 15, '<= 1/5 of the script', script, output)
    bench.katlas(f'export of {run.name}, fresh, seed pack', ['export', run, '-o', output, '--rules', 'seed'], 15, '', script, output)
    bench.katlas(f'tables of {run.name}', ['tables', run], 15)


def run_of(bench, kernels, turns):
    """Every command over one large run."""
    run = large_run(bench.scratch / f'run-{kernels}', kernels)
    output = bench.scratch / f'large-{kernels}/kernels.yaml'
    output.parent.mkdir()
    name = f'{kernels:,} kernels'
    groups = {'DuckDB': peers.duckdb_group_by(run), 'sqlite3': peers.sqlite_group_by(run)}
    bench.katlas(f'export, {name}', ['export', run, '-o', output], turns, '<= 1/7 of the script',
                 {'script': peers.script_export(bench.scratch / f'script-{kernels}', run)} | groups, output)
    bench.katlas(f'tables, {name}, six tables', ['tables', run], turns, '<= 1 s, 200 MB at 100,000')
    bench.katlas(f'tables --top 20, {name}', ['tables', run, '--top', '20'], turns)
    bench.katlas(f'tables as JSON, {name}', ['tables', run, '--format', 'json'], turns)
    return run


def middle_run(bench):
    run = run_of(bench, bench.kernels, 5)
    output = bench.scratch / 'all/kernels.yaml'
    output.parent.mkdir()
    name = f'{bench.kernels:,} kernels'
    bench.katlas(f'export --all, {name}', ['export', run, '--all', '-o', output], 3, '<= 2 s, 250 MB', output=output)
    bench.katlas(f'check of that catalog', ['check', output], 3, peers_of_it=peers.yaml_loaders(output))
    names = bench.scratch / 'names.txt'
    names.write_text('\n'.join(varied_names(bench.kernels, random.Random(2))) + '\n', encoding='utf-8')
    bench.katlas(f'infer, {bench.kernels:,} names', ['infer', names], 3)
    table_reader(bench, run)
    comparison(bench, run)


def table_reader(bench, run):
    """The reader of one table on one thread beside csv.DictReader with one integer column."""
    path = run / 'all-stage' / TABLE
    peer = in_turns({'peer': peers.dict_reader(path)}, bench.turns(5))['peer']
    rate = bench.figures_of('runreader', 'readTable', {'ATLAS_BENCH_TABLE': str(path)}.items())['readTable']['bytes_per_second']
    peer_rate = path.stat().st_size / peer.median
    bench.table.said('read a kern_sum CSV into a Run, one thread', f'{rate / 1e6:.0f} MB/s; DictReader {peer_rate / 1e6:.0f} MB/s: x {rate / peer_rate:.2f}',
                     '>= 3 x', {'bytes_per_second': rate, 'peer_bytes_per_second': peer_rate})


def comparison(bench, run):
    other = scaled_copy(run, bench.scratch / 'candidate', 1.03)
    bench.katlas(f'compare two runs of {bench.kernels:,} kernels', ['compare', run, other], 3)
    bench.katlas('the same as JSON', ['compare', run, other, '--format', 'json'], 3)
    found = bench.figures_of('comparison', 'givenRuns', {'ATLAS_COMPARE_BASELINE': str(run), 'ATLAS_COMPARE_CANDIDATE': str(other)}.items())
    bench.table.said('the same beyond reading', f'{found["givenRuns"]["real_time"]:.0f} ms', '<= 300 ms at 100,000', {'ms': found['givenRuns']['real_time']})
    known_truth(bench)


def known_truth(bench):
    """Not speed but trust: verdicts on simulated pairs of which the truth is known."""
    done = subprocess.run([str(bench.program('comparison')), '--benchmark_filter=knownTruth', '--benchmark_format=json'],
                          capture_output=True, text=True, check=True)
    for found in json.loads(done.stdout)['benchmarks']:
        change, threshold = re.search(r'change:(\d+)/threshold:(\d+)', found['name']).groups()
        if change == '0':
            bench.table.said(f'1,000 null pairs, tau 1 %, threshold {threshold} %', f'{found["any_percent"]:.1f} % with any verdict', '<= 5 %')
        else:
            bench.table.said(f'1,000 pairs with one kernel {change} % slower, threshold {threshold} %', f'found in {found["detected_percent"]:.1f} %')


def names_a_second(bench):
    """Matching and reading by the standard pack beside a scan for its literals alone and the published script, one thread."""
    names = varied_names(5_000 if bench.quick else 20_000, random.Random(2))
    path = bench.scratch / 'bench-names.txt'
    path.write_text('\n'.join(names) + '\n', encoding='utf-8')
    found = bench.figures_of('inference', 'scanLiterals|matchStandard|readStandard|readSeed', {'ATLAS_BENCH_NAMES': str(path)}.items())
    rate = {key: figure['items_per_second'] for key, figure in found.items()}
    bench.table.said('scan for the literals of the standard pack alone', f'{rate["scanLiterals"] / 1e3:,.0f} k names/s')
    bench.table.said('find the rule by the standard pack', f'{rate["matchStandard"] / 1e3:,.0f} k names/s: 1/{rate["scanLiterals"] / rate["matchStandard"]:.1f} of the scan', '>= 1/6 of the scan')
    infer = peers.script_infer()
    script = len(names) / in_turns({'script': Work(lambda: [infer(name) for name in names])}, bench.turns(5))['script'].median if infer else 0
    for what, key, goal in (('fields and facts by the standard pack, no evidence', 'readStandardFields', '>= 0.9 x'),
                            ('all fields by the standard pack, with evidence', 'readStandard', ''), ('all fields by the seed pack', 'readSeed', '')):
        beside = f'; script {script / 1e3:,.0f} k: x {rate[key] / script:.2f}' if script else ''
        bench.table.said(what, f'{rate[key] / 1e3:,.0f} k names/s{beside}', goal, {'names_per_second': rate[key], 'script': script})


def catalog_of_20000(bench):
    for key, what, goal in (('openCatalog', 'read', '<= 60 ms'), ('saveOneDescription', 'change one description in memory', '<= 80 ms'),
                            ('openDocument', 'open as a document', ''), ('publishOneDescription', 'publish one description to disk', '<= 150 ms')):
        bench.table.said(f'catalog of 20,000 entries: {what}', f'{bench.figures_of("catalog", key + "$")[key]["real_time"]:.0f} ms', goal)


def first_paint(bench, run, what, turns, goal, peer=True):
    """From the start of the process to the first painted table; the program says when."""
    def printed(text):
        return float(text.split()[0]) / 1e3
    parties = {}
    for name, build in bench.builds.items():
        program = build / 'tests/benchmarks/bench_firstpaint'
        if program.exists():
            parties[name] = Command([program, run], reads_time=printed)
    if 'ours' not in parties:
        return
    if peer:
        parties['bare window with a table'] = Command([bench.program('firstpaint'), '--bare', run], reads_time=printed)
    bench.table.compared(f'window: process start to first painted table, {what}', in_turns(parties, bench.turns(turns)), goal)


def window(bench):
    os.environ.setdefault('QT_QPA_PLATFORM', 'offscreen')
    first_paint(bench, real_run(), real_run().name, 15, '<= 200 ms')
    first_paint(bench, bench.scratch / f'run-{bench.kernels}', f'{bench.kernels:,} kernels', 3, '', peer=False)


def rows_of_a_million(bench):
    """The order from core, the rest in the window's own table."""
    found = bench.figures_of('roworder')
    if bench.program('table').exists():
        found |= bench.figures_of('table')
    for what, key, goal in (('sort by time', 'sortByTime', '<= 100 ms'), ('sort by raw name', 'sortByName', '<= 120 ms'),
                            ('sort by friendly name', 'sortByFriendlyName', ''), ('filter exact', 'filterExact', '<= 60 ms'),
                            ('filter ignoring case', 'filterIgnoringCase', '<= 120 ms'), ('select all (Ctrl+A) and sum it', 'selectAllAndSum', ''),
                            ('group by library', 'groupByLibrary', ''), ('a frame at a random place', 'frameAtRandomPlace', '<= 8 ms'),
                            ('scroll one step', 'scrollOneStep', '<= 8 ms')):
        if key in found:
            bench.table.said(f'1,000,000 rows: {what}', f'{found[key]["real_time"]:.1f} ms', goal, {'ms': found[key]['real_time']})
    if 'memoryPerRow' in found:
        bench.table.said('1,000,000 rows: memory beyond names and numbers', f'{found["memoryPerRow"]["bytes_per_row"]:.0f} bytes a row', '<= 110 bytes a row')


def million(bench):
    run = run_of(bench, 1_000_000, 1)
    first_paint(bench, run, '1,000,000 kernels', 1, '<= 6 s, 0.9 GB', peer=False)


def measure(bench):
    starts(bench)
    small_run(bench)
    captures(bench)
    middle_run(bench)
    names_a_second(bench)
    catalog_of_20000(bench)
    if bench.program('firstpaint').exists():
        window(bench)
    rows_of_a_million(bench)
    if bench.large:
        million(bench)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('build')
    parser.add_argument('--quick', action='store_true')
    parser.add_argument('--large', action='store_true')
    parser.add_argument('--json')
    parser.add_argument('--against')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(options, pathlib.Path(scratch))
        measure(bench)
        if options.json:
            bench.table.keep(options.json)


main()
