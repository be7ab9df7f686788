#!/usr/bin/env python3
"""Tries readers of captures against plain SQL and against files that were cut off.

usage: check_captures.py KATLAS random COUNT [--seed N]
       check_captures.py KATLAS cut FILE... [--every BYTES]

random  makes COUNT small SQLite databases as Nsight Systems exports them, each in another shape that its versions write (columns that
        are missing, names inline or by id, several processes and GPUs, correlations used twice, ranges by push/pop and start/end), and
        compares every table of `katlas tables --stages auto` with sums made here.
cut     cuts each FILE at every BYTES (4096) and opens what is left: katlas must end by itself with 0 or 2, show no more launches than
        the whole file has, and never print what is marked as planted. 0 needs to be said as a prefix.

Exit 1 on any difference.
"""
import argparse, collections, json, os, pathlib, random, sqlite3, statistics, subprocess, sys, tempfile

UNIT = 1 << 24


def run(katlas, *arguments):
    done = subprocess.run([katlas, *map(str, arguments)], capture_output=True, timeout=120)
    return done.returncode, done.stdout, done.stderr


def make(path, rng):
    """Writes one database; returns its launches: name, length, device, process, innermost range (None without a call)."""
    db = sqlite3.connect(path)
    has = {name: rng.random() < 0.7 for name in ('mangled', 'graph', 'cluster', 'green', 'text', 'textId', 'domain', 'enum', 'gpu', 'calls')}
    if not (has['text'] or has['textId']):
        has['text'] = True
    names = [f'void ns::kernel<{i}, (int){rng.randrange(9)}>(T1, float *)' for i in range(rng.randrange(1, 12))]
    stages = ['prefill', 'decode', 'sam', 'clip']
    strings = {text: i + rng.randrange(1, 3) * 1000 + 1 for i, text in enumerate(names + stages + ['kernel', 'cudaLaunchKernel'])}
    db.execute('CREATE TABLE StringIds (id INTEGER NOT NULL PRIMARY KEY, value TEXT NOT NULL)')
    db.executemany('INSERT INTO StringIds VALUES (?,?)', [(i, text) for text, i in strings.items()])
    columns = ['start INTEGER NOT NULL', 'end INTEGER NOT NULL', 'deviceId INTEGER NOT NULL', 'contextId INTEGER NOT NULL']
    columns += ['greenContextId INTEGER'] * has['green']
    columns += ['streamId INTEGER NOT NULL', 'correlationId INTEGER', 'globalPid INTEGER', 'demangledName INTEGER NOT NULL',
                'shortName INTEGER NOT NULL'] + ['mangledName INTEGER'] * has['mangled']
    columns += [f'{a}{b} INTEGER NOT NULL' for a in ('grid', 'block') for b in 'XYZ']
    columns += ['graphNodeId INTEGER'] * has['graph'] + ['graphId INTEGER', 'clusterX INTEGER'] * has['cluster']
    first = columns[:2]
    rest = columns[2:]
    if rng.random() < 0.3:
        rng.shuffle(rest)
    columns = first + rest
    order = [c.split()[0] for c in columns]
    db.execute(f'CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL ({", ".join(columns)})')
    if has['calls']:
        db.execute('CREATE TABLE CUPTI_ACTIVITY_KIND_RUNTIME (start INTEGER NOT NULL, end INTEGER NOT NULL, eventClass INTEGER, '
                   'globalTid INTEGER, correlationId INTEGER, nameId INTEGER, returnValue INTEGER, callchainId INTEGER)')
    range_columns = ['start INTEGER NOT NULL', 'end INTEGER', 'eventType INTEGER NOT NULL', 'globalTid INTEGER']
    range_columns += ['text TEXT'] * has['text'] + ['textId INTEGER'] * has['textId'] + ['domainId INTEGER'] * has['domain']
    range_order = [c.split()[0] for c in range_columns]
    db.execute(f'CREATE TABLE NVTX_EVENTS ({", ".join(range_columns)})')
    if has['enum']:
        db.execute('CREATE TABLE ENUM_NSYS_EVENT_TYPE (id INTEGER, name TEXT, label TEXT)')
        db.executemany('INSERT INTO ENUM_NSYS_EVENT_TYPE VALUES (?,?,?)', [(59, 'NvtxPushPopRange', ''), (60, 'NvtxStartEndRange', '')])
    if has['gpu']:
        db.execute('CREATE TABLE TARGET_INFO_GPU (id INTEGER, name TEXT)')
        db.execute("INSERT INTO TARGET_INFO_GPU VALUES (0, 'GPU of the test')")
    db.execute('CREATE TABLE TARGET_INFO_SYSTEM_ENV (name TEXT, value TEXT)')
    db.execute("INSERT INTO TARGET_INFO_SYSTEM_ENV VALUES ('DeviceEnvironment', 'TOKEN=planted')")
    launches, at = [], rng.randrange(-5000, 10 ** 12)
    for process in rng.sample(range(100, 5000), rng.randrange(1, 4)):
        devices = rng.sample(range(8), rng.randrange(1, 3))
        for thread in rng.sample(range(1, 99), rng.randrange(1, 3)):
            tid, time, correlation = process * UNIT + thread, at, rng.randrange(1, 50)
            for _ in range(rng.randrange(0, 5)):
                outer = rng.choice(['prefill', 'decode'])
                begin, inner, calls = time, [], []
                for _ in range(rng.randrange(0, 4)):
                    nested = rng.choice([None, 'sam', 'clip'])
                    inner_begin = time + 1
                    for _ in range(rng.randrange(0, 6)):
                        time += 10
                        calls.append((time, time + 3, nested or outer))
                        time += 5
                    time += 10
                    if nested:
                        inner.append((inner_begin, time - 1, nested))
                time += 20
                ranges = [(begin, time, outer)] + inner
                for start, end, text in ranges:
                    as_id = has['textId'] and (not has['text'] or rng.random() < 0.5)
                    row = {'start': start, 'end': end, 'eventType': 59, 'globalTid': tid, 'text': None if as_id else text,
                           'textId': strings[text] if as_id else None, 'domainId': 0}
                    db.execute(f'INSERT INTO NVTX_EVENTS VALUES ({",".join("?" * len(range_order))})', [row[c] for c in range_order])
                for start, end, text in calls:
                    correlation += rng.randrange(1, 4)
                    lost = not has['calls'] or rng.random() < 0.03
                    if not lost:
                        db.execute('INSERT INTO CUPTI_ACTIVITY_KIND_RUNTIME VALUES (?,?,0,?,?,?,0,NULL)',
                                   (start, end, tid, correlation + thread * 10000, strings['cudaLaunchKernel']))
                    for _ in range(1 if rng.random() < 0.9 else 3):  # a graph: one call, several kernels
                        name, length = rng.choice(names), int(rng.lognormvariate(8, 2)) if rng.random() < 0.98 else 5 * 10 ** 9
                        launches.append((name, length, rng.choice(devices), process, None if lost else text))
                        row = {'start': start + 500, 'end': start + 500 + length, 'deviceId': launches[-1][2], 'contextId': 1,
                               'greenContextId': None, 'streamId': rng.randrange(7, 9), 'correlationId': correlation + thread * 10000,
                               'globalPid': process * UNIT, 'demangledName': strings[name], 'shortName': strings['kernel'],
                               'mangledName': None, 'gridX': rng.randrange(1, 4), 'gridY': 1, 'gridZ': 1, 'blockX': 128, 'blockY': 1,
                               'blockZ': 1, 'graphNodeId': None, 'graphId': None, 'clusterX': 1}
                        db.execute(f'INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL VALUES ({",".join("?" * len(order))})', [row[c] for c in order])
    db.commit()
    db.close()
    return launches


def expected(launches):
    tables = collections.defaultdict(lambda: collections.defaultdict(list))
    staged = any(stage for *_, stage in launches)
    for name, length, _, _, stage in launches:
        tables['combined'][name].append(length)
        if staged:
            tables[stage or 'unattributed'][name].append(length)
    return tables


def differences(ours, truth, outer_of):
    for stage, kernels in truth.items():
        if stage not in ours:
            yield f'no table {stage}'
            continue
        sums = collections.defaultdict(list)
        for inner, rows in truth.items():  # a stage holds those that lie in it
            if inner == stage or outer_of.get(inner) == stage:
                for name, lengths in rows.items():
                    sums[name] += lengths
        got = {row['raw_name']: row for row in ours[stage]}
        for name in set(sums) | set(got):
            lengths, row = sums.get(name), got.get(name)
            if not lengths or not row:
                yield f'{stage}: {name} is only on one side'
                continue
            want = (len(lengths), sum(lengths), min(lengths), max(lengths), statistics.median(lengths))
            have = tuple(row[k] for k in ('instances', 'total_ns', 'min_ns', 'max_ns', 'median_ns'))
            if want != have:
                yield f'{stage}: {name}: {have} instead of {want}'


def check_random(arguments):
    bad = tried = 0
    for number in range(arguments.count):
        rng = random.Random(arguments.seed * 100003 + number)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, 'run.sqlite')
            launches = make(path, rng)
            code, out, err = run(arguments.katlas, 'tables', path, '--stages', 'auto', '--format', 'json')
            if not launches:
                bad += code != 2
                continue
            tried += 1
            if code != 0 or b'planted' in out + err:
                print(number, 'exit', code, err[:300])
                bad += 1
                continue
            document = json.loads(out)
            tables = {t['name']: t['rows'] for t in document['tables']}
            outer = {t['name']: t['nested_in'] for t in document['tables']}
            # sam and clip may lie in prefill and in decode; then they are tables of one of them, and the other lacks them.
            plain = {s: k for s, k in expected(launches).items() if s in ('combined', 'sam', 'clip', 'unattributed')}
            found = list(differences(tables, plain, {}))
            covered = sum(sum(sum(v) for v in kernels.values()) for stage, kernels in expected(launches).items() if stage != 'combined')
            top = sum(r['total_ns'] for t in document['tables'] if not t['combined'] and not outer[t['name']] for r in t['rows'])
            if covered and covered != top:
                found.append(f'attributed + unattributed is {top} instead of {covered}')
            for line in found[:3]:
                print(number, line)
            bad += bool(found)
    print(f'{tried} databases with kernels, {bad} differ')
    return bad


def check_cut(arguments):
    bad = tried = prefixes = 0
    for file in map(pathlib.Path, arguments.files):
        code, out, _ = run(arguments.katlas, 'tables', file, '--format', 'json')
        whole = sum(r['instances'] for r in json.loads(out)['tables'][0]['rows']) if code == 0 else None
        content = file.read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, file.name)
            for size in range(0, len(content), arguments.every):
                pathlib.Path(path).write_bytes(content[:size])
                code, out, err = run(arguments.katlas, 'tables', path, '--format', 'json')
                tried += 1
                problem = None
                if code not in (0, 2):
                    problem = f'exit {code}'
                elif b'planted' in (out + err).lower():
                    problem = 'secrets'
                elif code == 2 and not err.strip():
                    problem = 'no reason'
                elif code == 0:
                    prefixes += 1
                    launches = sum(r['instances'] for r in json.loads(out)['tables'][0]['rows'])
                    if whole is not None and launches > whole:
                        problem = f'{launches} launches of {whole}'
                    elif whole is not None and not err.strip() and launches < whole:
                        problem = 'a prefix that is not said'
                if problem:
                    bad += 1
                    print(f'{file} cut at {size}: {problem}: {err[-200:]}')
    print(f'{tried} cut files, {prefixes} shown as prefixes, {bad} wrong')
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('katlas')
    commands = parser.add_subparsers(dest='command', required=True)
    of_random = commands.add_parser('random')
    of_random.add_argument('count', type=int)
    of_random.add_argument('--seed', type=int, default=1)
    of_cut = commands.add_parser('cut')
    of_cut.add_argument('files', nargs='+')
    of_cut.add_argument('--every', type=int, default=4096)
    arguments = parser.parse_args()
    return 1 if (check_random if arguments.command == 'random' else check_cut)(arguments) else 0


if __name__ == '__main__':
    sys.exit(main())
