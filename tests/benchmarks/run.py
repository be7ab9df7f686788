#!/usr/bin/env python3
"""Run every benchmark and the peers that DESIGN's speed goals name, and print ratios.

usage: run.py BUILD_DIR [--quick]

The published script is a peer when reference material lies beside the clone ($ATLAS_SHARED or ../shared); without it the
sample run is used and the script's rows are left out. Figures are medians; on a shared machine trust the ratios.
"""
import ast
import csv
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get('ATLAS_SHARED', ROOT.parent / 'shared'))
TABLE = 'nsys/summary_cuda_gpu_kern_sum.csv'


def median_seconds(work, times):
    seconds = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def quiet(command, cwd=None):
    done = subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f'{command[0]} failed: {done.stderr[-400:]}')


def row(work, measured, goal):
    print(f'{work:64} {measured:42} goal {goal}')


def export_against_script(katlas, run, times, goal):
    """katlas export of `run` beside the published script on the same files."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / 'tmp/nsys-profile').mkdir(parents=True)
        (folder / 'docs/deepseek-ocr').mkdir(parents=True)
        (folder / 'tmp/nsys-profile/run').symlink_to(run.resolve(), target_is_directory=True)
        output = folder / 'k.yaml'

        def ours():
            output.unlink(missing_ok=True)
            quiet([katlas, 'export', str(run), '-o', str(output), '--rules', 'seed'])

        ours_seconds = median_seconds(ours, times)
        script = SHARED / 'seed/generate.py'
        if not script.exists():
            return row(f'katlas export {run.name}', f'{ours_seconds * 1e3:.1f} ms, no script to compare with', goal)
        script_seconds = median_seconds(lambda: quiet([sys.executable, str(script)], cwd=folder), times)
        row(f'katlas export {run.name}', f'{ours_seconds * 1e3:.1f} ms, script {script_seconds * 1e3:.1f} ms: 1/{script_seconds / ours_seconds:.1f}', goal)


def varied_names(count, rng):
    """Distinct names made from those of the sample run by changing their numbers."""
    with (ROOT / 'resources/sample-run/all-stage' / TABLE).open(newline='', encoding='utf-8') as f:
        base = [r['Name'] for r in csv.DictReader(f)]
    names = dict.fromkeys(base)
    while len(names) < count:
        name = re.sub(r'\d+', lambda m: str(rng.randrange(1, 10 ** min(4, len(m.group())))), rng.choice(base))
        names[name + f'_v{len(names)}'] = None
    return list(names)[:count]


def large_run(folder, kernels):
    """A run of five stages and combined with `kernels` distinct names."""
    maker = SHARED / 'tools/make_run.py'
    if maker.exists():
        quiet([sys.executable, str(maker), str(folder), '--kernels', str(kernels)])
        return folder
    rng = random.Random(1)
    names = varied_names(kernels, rng)
    tables = {'all-stage': names} | {f'per-stage/{s}': rng.sample(names, kernels * 7 // 10)
                                     for s in ('prefill', 'decode', 'sam', 'clip', 'projector')}
    for where, chosen in tables.items():
        path = folder / where / TABLE
        path.parent.mkdir(parents=True)
        with path.open('w', newline='', encoding='utf-8') as f:
            writer = csv.writer(f, lineterminator='\n')
            writer.writerow('Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name'.split(','))
            for name in chosen:
                mean, calls = rng.randrange(800, 10 ** 6), rng.randrange(1, 1000)
                writer.writerow(['0.0', mean * calls, calls, f'{mean}.0', f'{mean}.0', mean, mean, '0.0', name])
    return folder


def read_against_dictreader(bench, run):
    """The reader of one table on one thread beside csv.DictReader with one integer column."""
    path = run / 'all-stage' / TABLE

    def peer():
        with path.open(newline='', encoding='utf-8') as f:
            return sum(int(r['Total Time (ns)']) for r in csv.DictReader(f))

    peer_rate = path.stat().st_size / 1e6 / median_seconds(peer, 3)
    done = subprocess.run([str(bench), '--benchmark_filter=readTable', '--benchmark_format=json'], capture_output=True,
                          text=True, check=True, env=os.environ | {'ATLAS_BENCH_TABLE': str(path)})
    rate = json.loads(done.stdout)['benchmarks'][0]['bytes_per_second'] / 1e6
    row('read a kern_sum CSV into a Run, one thread', f'{rate:.0f} MB/s, DictReader {peer_rate:.0f} MB/s: x {rate / peer_rate:.1f}', '>= 3 x')


def figures_of(bench, name_filter, environment=(), options=()):
    done = subprocess.run([str(bench), f'--benchmark_filter={name_filter}', '--benchmark_format=json', *options], capture_output=True,
                          text=True, check=True, env=os.environ | dict(environment))
    return json.loads(done.stdout)['benchmarks']


def large_table(folder, quick):
    """The table of a run of a million rows: the order from core, the rest in the window's own table."""
    options = ['--benchmark_min_time=0.05s'] if quick else []
    found = {f['name'].split('/')[0]: f for f in figures_of(folder / 'bench_roworder', '.', options=options)}
    if (folder / 'bench_table').exists():
        found |= {f['name'].split('/')[0]: f for f in figures_of(folder / 'bench_table', '.', options=options)}
    for what, key, goal in (('sort by time', 'sortByTime', '<= 100 ms'), ('sort by raw name', 'sortByName', '<= 120 ms'),
                            ('sort by friendly name', 'sortByFriendlyName', ''), ('filter exact', 'filterExact', '<= 60 ms'),
                            ('filter ignoring case', 'filterIgnoringCase', '<= 120 ms'), ('select all (Ctrl+A) and sum it', 'selectAllAndSum', ''),
                            ('group by library', 'groupByLibrary', ''), ('a frame at a random place', 'frameAtRandomPlace', '<= 8 ms'),
                            ('scroll one step', 'scrollOneStep', '<= 8 ms')):
        if key in found:
            row(f'1,000,000 rows: {what}', f'{found[key]["real_time"]:.1f} ms', goal)
    if 'memoryPerRow' in found:
        row('1,000,000 rows: memory beyond names and numbers', f'{found["memoryPerRow"]["bytes_per_row"]:.0f} bytes a row', '<= 64 bytes a row')


def scaled_copy(run, target, factor):
    """`run` with all times `factor` times as long."""
    for path in sorted(run.rglob('*.csv')):
        copy = target / path.relative_to(run)
        copy.parent.mkdir(parents=True, exist_ok=True)
        with path.open(newline='', encoding='utf-8') as source, copy.open('w', newline='', encoding='utf-8') as sink:
            rows = csv.reader(source)
            writer = csv.writer(sink, lineterminator='\n')
            writer.writerow(next(rows))
            for row in rows:
                times = [f'{float(cell) * factor:.1f}' for cell in row[3:8]]
                times[2:4] = [str(round(float(cell) * factor)) for cell in row[5:7]]
                writer.writerow([row[0], round(int(row[1]) * factor), row[2], *times, *row[8:]])
    return target


def comparison(bench, run, kernels, folder):
    other = scaled_copy(run, folder / 'candidate', 1.03)
    found = figures_of(bench, 'givenRuns', {'ATLAS_COMPARE_BASELINE': str(run), 'ATLAS_COMPARE_CANDIDATE': str(other)}.items())
    row(f'compare two runs of {kernels} kernels, beyond reading', f'{found[0]["real_time"]:.0f} ms', '<= 500 ms at 100000')
    for found in figures_of(bench, 'knownTruth'):
        change, threshold = re.search(r'change:(\d+)/threshold:(\d+)', found['name']).groups()
        if change == '0':
            row(f'1,000 null pairs, tau 1 %, threshold {threshold} %', f'{found["any_percent"]:.1f} % with any verdict', '<= 5 %')
        else:
            row(f'1,000 pairs with one kernel {change} % slower, threshold {threshold} %', f'found in {found["detected_percent"]:.1f} %', 'reported')


def script_infer():
    """The published script's function from a name to its fields, without running the script; None where it is not there."""
    script = SHARED / 'seed/generate.py'
    if not script.exists():
        return None
    tree = ast.parse(script.read_text(encoding='utf-8'))
    tree.body = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef))]
    names = {}
    exec(compile(tree, str(script), 'exec'), names)
    return names['infer']


def names_a_second(bench, count):
    """Matching and reading by the standard pack beside a scan for its literals alone and the published script, one thread."""
    names = varied_names(count, random.Random(2))
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'names.txt'
        path.write_text('\n'.join(names) + '\n', encoding='utf-8')
        done = subprocess.run([str(bench), '--benchmark_filter=scanLiterals|matchStandard|readStandard|readSeed', '--benchmark_format=json'],
                              capture_output=True, text=True, check=True, env=os.environ | {'ATLAS_BENCH_NAMES': str(path)})
    rate = {b['name']: b['items_per_second'] for b in json.loads(done.stdout)['benchmarks']}
    scan = rate['scanLiterals']
    row('scan for the literals of the standard pack alone', f'{scan / 1e3:,.0f} k names/s', '')
    row('find the rule by the standard pack', f'{rate["matchStandard"] / 1e3:,.0f} k names/s: 1/{scan / rate["matchStandard"]:.1f} of the scan', '>= 1/6 of the scan')
    infer = script_infer()
    script = count / median_seconds(lambda: [infer(name) for name in names], 3) if infer else 0
    for what, key in (('fields and facts by the standard pack, no evidence', 'readStandardFields'), ('read all fields by the standard pack', 'readStandard'), ('read all fields by the seed pack', 'readSeed')):
        beside = f'script {script / 1e3:,.0f} k: x {rate[key] / script:.1f}' if script else 'no script to compare with'
        row(what, f'{rate[key] / 1e3:,.0f} k names/s, {beside}', '')


def main(argv):
    if len(argv) < 2 or argv[1] in ('-h', '--help'):
        print(__doc__)
        return 2
    build, quick = pathlib.Path(argv[1]).resolve(), '--quick' in argv
    katlas = str(build / 'app/cli/katlas')
    row('start of katlas (--version)', f'{median_seconds(lambda: quiet([katlas, "--version"]), 30) * 1e3:.1f} ms', '<= 10 ms')
    with tempfile.TemporaryDirectory() as folder:
        names = pathlib.Path(folder) / 'names.txt'
        names.write_text('my_kernel(int)\n', encoding='utf-8')
        seconds = median_seconds(lambda: quiet([katlas, 'infer', str(names)]), 30)
        row('start of katlas with all packs, one name read', f'{seconds * 1e3:.1f} ms', '<= 10 ms')
    real = SHARED / 'runs/dsocr-20251107'
    export_against_script(katlas, real if real.exists() else ROOT / 'resources/sample-run', 15, '<= 1/6 of the script')
    with tempfile.TemporaryDirectory() as folder:
        kernels = 10_000 if quick else 100_000
        run = large_run(pathlib.Path(folder) / f'run-{kernels}', kernels)
        export_against_script(katlas, run, 5, '<= 1/8 of the script')
        read_against_dictreader(build / 'tests/benchmarks/bench_runreader', run)
        comparison(build / 'tests/benchmarks/bench_comparison', run, kernels, pathlib.Path(folder))
    names_a_second(build / 'tests/benchmarks/bench_inference', 5_000 if quick else 20_000)
    window = build / 'app/gui/kernel-atlas'
    if window.exists():
        with tempfile.TemporaryDirectory() as folder:
            command = [str(window), '--screenshot', str(pathlib.Path(folder) / 'w.bmp'), str(real if real.exists() else ROOT / 'resources/sample-run')]
            os.environ.setdefault('QT_QPA_PLATFORM', 'offscreen')
            row('window with the run painted and saved, from process start', f'{median_seconds(lambda: quiet(command), 5) * 1e3:.0f} ms', '<= 400 ms')
    large_table(build / 'tests/benchmarks', quick)
    shown = ('bench_runreader', 'bench_comparison', 'bench_roworder', 'bench_table')
    for bench in sorted((build / 'tests/benchmarks').glob('bench_*')):
        if bench.is_file() and os.access(bench, os.X_OK) and bench.name not in shown:
            print(f'\n{bench.name}', flush=True)
            subprocess.run([str(bench), '--benchmark_color=false'] + (['--benchmark_min_time=0.05s'] if quick else []), check=True)
    return 0


sys.exit(main(sys.argv))
