"""Runs, names and catalogs that the benchmarks read: made here, or taken from reference material beside the clone."""
import csv
import os
import pathlib
import random
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get('ATLAS_SHARED', ROOT.parent / 'shared'))
SAMPLE = ROOT / 'resources/sample-run'
TABLE = 'nsys/summary_cuda_gpu_kern_sum.csv'


def real_run():
    """The run of the reference material, else the sample."""
    real = SHARED / 'runs/dsocr-20251107'
    return real if real.exists() else SAMPLE


def varied_names(count, rng):
    """Distinct names made from those of the sample run by changing their numbers."""
    with (SAMPLE / 'all-stage' / TABLE).open(newline='', encoding='utf-8') as f:
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
        subprocess.run([sys.executable, str(maker), str(folder), '--kernels', str(kernels)], check=True, stdout=subprocess.DEVNULL)
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
