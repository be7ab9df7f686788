"""What others need for the same work: the published script, Python's csv, sqlite3 and yaml, DuckDB where it is installed."""
import ast
import csv
import shutil
import sqlite3
import sys

from material import SHARED, TABLE
from measure import Command, Work

SCRIPT = SHARED / 'seed/generate.py'


def script_export(folder, run):
    """The published script over `run`; None without the reference material."""
    if not SCRIPT.exists():
        return None
    (folder / 'tmp/nsys-profile').mkdir(parents=True, exist_ok=True)
    (folder / 'docs/deepseek-ocr').mkdir(parents=True, exist_ok=True)
    link = folder / 'tmp/nsys-profile/run'
    link.unlink(missing_ok=True)
    link.symlink_to(run.resolve(), target_is_directory=True)
    return Command([sys.executable, SCRIPT], cwd=folder)


def script_infer():
    """The published script's function from a name to its fields, without running the script; None where it is not there."""
    if not SCRIPT.exists():
        return None
    tree = ast.parse(SCRIPT.read_text(encoding='utf-8'))
    tree.body = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef))]
    names = {}
    exec(compile(tree, str(SCRIPT), 'exec'), names)
    return names['infer']


def dict_reader(path):
    """Python's csv over one table, one column as integers."""
    def read():
        with path.open(newline='', encoding='utf-8') as f:
            return sum(int(r['Total Time (ns)']) for r in csv.DictReader(f))
    return Work(read)


def sqlite_group_by(run):
    """All tables of a run into SQLite in memory, and the total of each kernel by its name."""
    def read():
        base = sqlite3.connect(':memory:')
        base.execute('CREATE TABLE kernel (name TEXT, ns INTEGER)')
        for path in run.rglob(TABLE):
            with path.open(newline='', encoding='utf-8') as f:
                rows = csv.reader(f)
                next(rows)
                base.executemany('INSERT INTO kernel VALUES (?, ?)', ((row[-1], int(row[1])) for row in rows))
        return base.execute('SELECT name, SUM(ns) AS total FROM kernel GROUP BY name ORDER BY total DESC').fetchall()
    return Work(read)


def duckdb_group_by(run):
    """The same by DuckDB's command line; None where it is not installed."""
    program = shutil.which('duckdb')
    if not program:
        return None
    query = f"SELECT \"Name\", SUM(\"Total Time (ns)\") AS total FROM read_csv('{run}/**/*.csv') GROUP BY 1 ORDER BY 2 DESC"
    return Command([program, '-csv', '-c', query])


def yaml_loaders(path):
    """Python's YAML with its C loader over a catalog, as a process; nothing where it is not installed."""
    try:
        import yaml
    except ImportError:
        return {}
    if not hasattr(yaml, 'CSafeLoader'):
        return {}
    code = 'import sys, yaml; yaml.load(open(sys.argv[1], encoding="utf-8"), Loader=yaml.CSafeLoader)'
    return {'PyYAML (C)': Command([sys.executable, '-c', code, path])}
