"""Captures beside their peers: the four speed goals of reading launches, on files made here."""
import gzip
import json
import random
import sqlite3
import statistics

from measure import Work


def make_sqlite(path, launches):
    """Launches of 120 kernels in ranges prefill (with sam) and decode, as Nsight Systems exports them."""
    rng = random.Random(1)
    db = sqlite3.connect(path)
    db.executescript('''pragma journal_mode=off; pragma synchronous=off;
CREATE TABLE StringIds (id INTEGER NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start INTEGER NOT NULL, end INTEGER NOT NULL, deviceId INTEGER NOT NULL, contextId INTEGER NOT NULL,
 streamId INTEGER NOT NULL, correlationId INTEGER, globalPid INTEGER, demangledName INTEGER NOT NULL, shortName INTEGER NOT NULL,
 gridX INTEGER, gridY INTEGER, gridZ INTEGER, blockX INTEGER, blockY INTEGER, blockZ INTEGER);
CREATE TABLE CUPTI_ACTIVITY_KIND_RUNTIME (start INTEGER NOT NULL, end INTEGER NOT NULL, globalTid INTEGER, correlationId INTEGER);
CREATE TABLE NVTX_EVENTS (start INTEGER NOT NULL, end INTEGER, eventType INTEGER NOT NULL, text TEXT, globalTid INTEGER);''')
    db.executemany('insert into StringIds values (?,?)', [(i, f'void ns::kernel_{i}<float, (int){i}>(float *)') for i in range(1, 121)])
    unit, step = 1 << 24, 3000
    times = [int(rng.lognormvariate(9, 1)) for _ in range(9973)]

    def kernels():
        for i in range(launches):
            start = i * 40000
            yield (start, start + times[i % 9973], 0, 1, 7, i + 1, unit, 1 + i * 7 % 120, 1, 1 + i % 3, 1, 1, 128, 1, 1)

    def calls():
        for i in range(launches):
            yield (i * 40000 - 9000, i * 40000 - 4000, unit + 1, i + 1)

    def ranges():
        for i in range(0, launches, step):
            begin, middle, end = (j * 40000 - 9500 for j in (i, i + step // 3, i + step))
            yield (begin, middle - 1, 59, 'prefill', unit + 1)
            yield (begin + 1, begin + (middle - begin) // 2, 59, 'sam', unit + 1)
            yield (middle, end - 1, 59, 'decode', unit + 1)

    db.executemany(f'insert into CUPTI_ACTIVITY_KIND_KERNEL values ({",".join("?" * 15)})', kernels())
    db.executemany('insert into CUPTI_ACTIVITY_KIND_RUNTIME values (?,?,?,?)', calls())
    db.executemany('insert into NVTX_EVENTS values (?,?,?,?,?)', ranges())
    db.commit()
    db.close()


def summary_by_sql(path):
    """What a script does: sums by SQL, medians by sorting each kernel's times."""
    db = sqlite3.connect(path)
    rows = db.execute('''WITH d AS (SELECT demangledName name, end - start dur FROM CUPTI_ACTIVITY_KIND_KERNEL),
r AS (SELECT name, dur, ROW_NUMBER() OVER (PARTITION BY name ORDER BY dur) rn, COUNT(*) OVER (PARTITION BY name) n FROM d)
SELECT name, COUNT(*), SUM(dur), MIN(dur), MAX(dur), AVG(CASE WHEN rn IN ((n + 1) / 2, (n + 2) / 2) THEN dur END) FROM r GROUP BY name''').fetchall()
    db.close()
    return rows


def make_trace(path, megabytes):
    """A PyTorch trace of steps with operations, calls and kernels, about so many MB when unpacked."""
    rng = random.Random(2)
    size, i, at = 0, 0, 1000.0
    with gzip.open(path, 'wt', compresslevel=1) as f:
        f.write('{"schemaVersion": 1, "deviceProperties": [{"id": 0, "name": "GPU"}], "traceEvents": [\n')
        while size < megabytes * 1_000_000:
            block = []
            for _ in range(500):
                i += 1
                at += 5.0
                common = f'"External id": {i}, "correlation": {i}'
                block.append(f'{{"ph": "X", "cat": "cpu_op", "name": "aten::mm", "pid": 1, "tid": 1, "ts": {at:.3f}, "dur": 4.100, "args": '
                             f'{{"External id": {i}, "Input Dims": [[{32 + i % 9}, 4096], [4096, 4096]], "Input type": ["float", "float"]}}}}')
                block.append(f'{{"ph": "X", "cat": "cuda_runtime", "name": "cudaLaunchKernel", "pid": 1, "tid": 1, "ts": {at + 1:.3f}, "dur": 1.200, "args": {{{common}}}}}')
                block.append(f'{{"ph": "X", "cat": "kernel", "name": "void ns::kernel_{i % 90}<float>(float*)", "pid": 0, "tid": 7, "ts": {at + 2:.3f}, "dur": '
                             f'{rng.randrange(1000, 9000) / 1000:.3f}, "args": {{{common}, "device": 0, "stream": 7, "grid": [{i % 4 + 1}, 1, 1], "block": [128, 1, 1]}}}}')
                block.append(f'{{"ph": "X", "cat": "python_function", "name": "forward", "pid": 1, "tid": 1, "ts": {at:.3f}, "dur": 4.500, "args": {{"Python id": {i}}}}}')
            text = (',\n' if i > 500 else '') + ',\n'.join(block)
            size += len(text)
            f.write(text)
        f.write(']}\n')


def summary_of_trace(path):
    with gzip.open(path, 'rb') as f:
        times = {}
        for event in json.load(f)['traceEvents']:
            if event.get('cat') == 'kernel':
                times.setdefault(event['name'], []).append(event['dur'])
    return {name: (len(v), sum(v), statistics.median(v)) for name, v in times.items()}


def make_rocprof(path, megabytes):
    dispatch = ('{{"size": 168, "kind": 11, "operation": 1, "thread_id": 7, "correlation_id": {{"internal": {0}, "external": 0}}, "start_timestamp": {1}, '
                '"end_timestamp": {2}, "dispatch_info": {{"size": 104, "agent_id": {{"handle": 4}}, "queue_id": {{"handle": 1}}, "kernel_id": {3}, "dispatch_id": {0}, '
                '"private_segment_size": 0, "group_segment_size": 0, "workgroup_size": {{"x": 256, "y": 1, "z": 1}}, "grid_size": {{"x": 25600, "y": 1, "z": 1}}}}}}')
    symbols = ', '.join(f'{{"kernel_id": {i}, "kernel_name": "kernel_{i}.kd", "formatted_kernel_name": "kernel_{i}(float*)"}}' for i in range(1, 91))
    with open(path, 'w', encoding='utf-8') as f:
        f.write(f'{{"rocprofiler-sdk-tool": [{{"agents": [], "kernel_symbols": [{symbols}], "buffer_records": {{"kernel_dispatch": [')
        for i in range(1, int(megabytes * 1_000_000 / 430)):
            f.write((', ' if i > 1 else '') + dispatch.format(i, i * 9000, i * 9000 + 3000 + i % 977, i % 90 + 1))
        f.write(']}}]}')


def summary_of_rocprof(path):
    with open(path, encoding='utf-8') as f:
        times = {}
        for each in json.load(f)['rocprofiler-sdk-tool'][0]['buffer_records']['kernel_dispatch']:
            times.setdefault(each['dispatch_info']['kernel_id'], []).append(each['end_timestamp'] - each['start_timestamp'])
    return {name: (len(v), sum(v), statistics.median(v)) for name, v in times.items()}


def captures(bench):
    launches = 500_000 if bench.quick else 5_000_000
    database = bench.scratch / 'run.sqlite'
    make_sqlite(database, launches)
    sql = {'SQL': Work(lambda: summary_by_sql(database))}
    name = f'SQLite of {launches:,} launches'
    bench.katlas(f'{name}: summary, exact medians', ['tables', database, '--format', 'csv'], 1, '>= 15 x, 300 MB', sql)
    bench.katlas(f'{name}: stages, variants', ['tables', database, '--stages', 'auto', '--format', 'json'], 1, '>= 7 x', sql)
    database.unlink()
    for megabytes in (30,) if bench.quick else (100, 1200):
        trace = bench.scratch / 'trace.json.gz'
        make_trace(trace, megabytes)
        python = {'Python': Work(lambda: summary_of_trace(trace))} if megabytes <= 100 else None  # beyond, it takes all memory
        bench.katlas(f'PyTorch trace of {megabytes} MB', ['tables', trace, '--format', 'csv'], 1, '>= 10 x, linear', python)
        trace.unlink()
    results = bench.scratch / 'results.json'
    make_rocprof(results, 37)
    bench.katlas('rocprofv3 JSON of 37 MB', ['tables', results, '--format', 'csv'], 1, '>= 10 x', {'Python': Work(lambda: summary_of_rocprof(results))})
