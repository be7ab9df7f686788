#!/usr/bin/env python3
"""Runs clang-tidy on the files of a compilation database and remembers which contents were clean.

A file is checked again only when what the compiler sees of it, the checks or clang-tidy itself changed: the name of its
mark is a hash of those. With a budget of seconds it stops starting new files when the time is over and says how many it
left, so that the most recent files come first and CI stays short.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import shlex
import subprocess
import sys
import time

# What the compiler of the database knows and clang does not, or what would write files.
LEFT_OUT = {"-c", "-MD", "-Winvalid-pch", "-fmodules-ts"}
LEFT_OUT_WITH_VALUE = {"-o", "-MF", "-MT", "-MQ"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", help="folder with compile_commands.json")
    parser.add_argument("--marks", required=True, help="folder where clean contents are remembered")
    parser.add_argument("--seconds", type=float, default=None, help="start no new file after so long")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("files", nargs="*", help="only these, in this order; all of the database otherwise")
    return parser.parse_args()


def commands_by_file(build):
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as database:
        entries = json.load(database)
    return {os.path.realpath(os.path.join(entry["directory"], entry["file"])): entry for entry in entries}


def generated(path, build):
    return os.path.realpath(path).startswith(os.path.realpath(build) + os.sep)


def preprocessing(entry):
    """The command that prints what clang sees of the file."""
    words = shlex.split(entry["command"])
    kept = []
    skip = False
    for word in words[1:]:
        if skip or word in LEFT_OUT:
            skip = False
        elif word in LEFT_OUT_WITH_VALUE:
            skip = True
        else:
            kept.append(word)
    return ["clang++", "-E", "-P", "-Wno-everything", *kept]


def mark_of(entry, path, salt):
    seen = subprocess.run(preprocessing(entry), cwd=entry["directory"], capture_output=True, check=False)
    if seen.returncode != 0:
        return None
    return hashlib.sha256(salt + path.encode() + b"\0" + seen.stdout).hexdigest()


def salt_of(root):
    version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True).stdout
    with open(os.path.join(root, ".clang-tidy"), "rb") as checks:
        return version + checks.read()


def check(path, entry, options, salt, deadline):
    """None when clean, 'left' when the time was over, else what clang-tidy printed."""
    if deadline is not None and time.monotonic() > deadline:
        return "left"
    mark = mark_of(entry, path, salt)
    mark_path = None if mark is None else os.path.join(options.marks, mark)
    if mark_path is not None and os.path.exists(mark_path):
        return None
    command = ["clang-tidy", "-p", options.build, "--quiet", "--warnings-as-errors=*",
               "--extra-arg=-Wno-ignored-gch", "--extra-arg=-Wno-unknown-warning-option", path]
    run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if run.returncode != 0:
        return run.stdout + run.stderr
    if mark_path is not None:
        with open(mark_path, "w", encoding="utf-8"):
            pass
    return None


def main():
    options = arguments()
    os.makedirs(options.marks, exist_ok=True)
    database = commands_by_file(options.build)
    wanted = [os.path.realpath(name) for name in options.files] or sorted(database)
    paths = [path for path in wanted if path in database and not generated(path, options.build)]
    deadline = None if options.seconds is None else time.monotonic() + options.seconds
    salt = salt_of(os.getcwd())
    bad, left = 0, 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for result in pool.map(lambda path: check(path, database[path], options, salt, deadline), paths):
            if result == "left":
                left += 1
            elif result is not None:
                bad += 1
                print(result, flush=True)
    rest = f", {left} left for want of time" if left else ""
    print(f"clang-tidy: {len(paths) - left} files looked at, {bad} with findings{rest}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
