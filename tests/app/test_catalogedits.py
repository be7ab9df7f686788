#!/usr/bin/env python3
"""Edits of random catalogs in many YAML styles by `katlas set`, judged by PyYAML: the value is read back, everything else
says what it said, and no line outside of the edited field changes.

Usage: test_catalogedits.py KATLAS [COUNT [FIRST_SEED]]; 200 edits, 10,000 with ATLAS_SOAK.
"""

import os
import random
import re
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError:
    print("no PyYAML here")
    sys.exit(77)

TEXTS = ["d", "two words", "with: colon", "# no comment", "it's", 'say "so"', "back\\slash", "yes", "12:30", "~", "null",
         " blank first", "blank last ", "é ü 名", "a\tb", "[x, y]", "{a: b}", "- dash", "&a *b", "%", "@", "`", "|", ">",
         "line\nbreak", "1e5", "", "a" * 300]
SHAPES = ["(M, K), (K, N) -> (M, N)", "(64, K) -> (64,)", "(T, D) -> (T, D)"]


class Writer:
    """Writes one catalog and remembers which lines each field of each entry has."""

    def __init__(self, rng):
        self.rng = rng
        self.lines = []
        self.fields = {}  # (entry, field) -> lines [begin, end)
        self.entries = []

    def one_in(self, n):
        return self.rng.randrange(n) == 0

    def comment(self, indent):
        if self.one_in(5):
            self.lines.append(" " * indent + "# note %d" % self.rng.randrange(1000))

    def behind(self):
        return "  # behind %d" % self.rng.randrange(1000) if self.one_in(5) else ""

    def scalar(self, text, indent):
        """The lines of a value behind its key."""
        rng = self.rng
        plain = re.fullmatch(r"[A-Za-z][A-Za-z0-9 _.]*[A-Za-z0-9]", text) and text.lower() not in ("yes", "no", "null", "y", "n")
        styles = ["double"]
        if "\n" not in text and "\t" not in text:
            styles.append("single")
        if plain:
            styles += ["plain"] * 3
        if text.strip() == text and text and "\n" not in text:
            styles += ["literal", "folded"]
        style = rng.choice(styles)
        if style == "plain":
            return [" " + text + self.behind()]
        if style == "single":
            return [" '" + text.replace("'", "''") + "'" + self.behind()]
        if style == "double":
            quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
            return [' "' + quoted + '"' + self.behind()]
        header = (" |" if style == "literal" else " >") + rng.choice(["", "-"])
        tail = rng.choice(["", "", " ", "\t"])
        return [header + self.behind(), " " * (indent + 2) + text + tail]

    def shape(self, indent, value):
        rng = self.rng
        if value is None:
            return [" null" + self.behind()]
        quoted = "[" + ", ".join(rng.choice(['"%s"', "'%s'"]) % item for item in value) + "]"
        if self.one_in(2):
            return [" [" + quoted + "]" + self.behind()]
        deeper = indent + rng.choice([0, 2])
        return [self.behind(), " " * deeper + "- " + quoted + self.behind()]

    def key(self, entry, key, indent, value_lines, field):
        begin = len(self.lines)
        self.lines.append(" " * indent + key + ":" + value_lines[0])
        self.lines += value_lines[1:]
        if field:
            self.fields[(entry, field)] = (begin, len(self.lines))

    def entry(self, number, dash, offset, flow_shape):
        rng = self.rng
        indent = dash + offset
        begin = len(self.lines)
        name = "k%d(%s)" % (number, rng.choice(["int", "void f<u>", "a: b", "T1::Params"]))
        self.key(number, "raw_name", indent, [" '" + name + "'" + self.behind()], None)
        keys = ["friendly_name", "source_lib", "data_shape", "description", "owner"]
        if self.one_in(4):
            rng.shuffle(keys)
        for key in keys:
            if key != "description" and self.one_in(6):
                continue
            self.comment(indent)
            if key == "data_shape":
                self.data_shape(number, indent, flow_shape)
            else:
                self.key(number, key, indent, self.scalar(rng.choice(TEXTS), indent), key if key != "owner" else None)
        first = self.lines[begin]
        self.lines[begin] = first[:dash] + "-" + first[dash + 1:]
        self.entries.append((name, begin, len(self.lines)))

    def data_shape(self, number, indent, flow_shape):
        line = ["(M, K)", "(K, N)", "->", "(M, N)"]
        values = {f: self.rng.choice([None, [line[0], line[2], line[0]], line]) for f in ("generic", "fixed", "tiled")}
        begin = len(self.lines)
        if flow_shape:
            inner = ", ".join(f + ": " + ("null" if v is None else "[[" + ", ".join('"%s"' % i for i in v) + "]]")
                              for f, v in values.items())
            self.key(number, "data_shape", indent, [" {" + inner + "}" + self.behind()], None)
            for f in values:
                self.fields[(number, f)] = (begin, len(self.lines))
            return
        self.lines.append(" " * indent + "data_shape:" + self.behind())
        for f, v in values.items():
            self.comment(indent + 2)
            self.key(number, f, indent + 2, self.shape(indent + 2, v), f)

    def text(self):
        rng = self.rng
        if self.one_in(3):
            self.lines += ["# Head", ""]
        if self.one_in(4):
            self.lines.append("---")
        dash = rng.choice([0, 0, 2, 4])
        offset = rng.choice([2, 2, 2, 4])
        flow_shape = self.one_in(4)
        for number in range(1 + rng.randrange(5)):
            if number and self.one_in(3):
                self.lines.append("")
            self.comment(dash)
            self.entry(number, dash, offset, flow_shape)
        if self.one_in(4):
            self.lines.append("# Foot")
        if self.one_in(6):
            self.lines.append("...")
        ending = rng.choice(["\n", "\n", "\r\n"])
        text = ending.join(self.lines) + rng.choice([ending, ending, ""])
        return ("\ufeff" if self.one_in(8) else "") + text


def load(text):
    return yaml.load(text.lstrip("\ufeff"), Loader=yaml.BaseLoader)


def shape_of(text):
    left, right = text.split(" -> ")
    return [re.findall(r"\([^)]*\)", left) + ["->"] + re.findall(r"\([^)]*\)", right)]


def set_value(entry, field, value):
    if field in ("generic", "fixed", "tiled"):
        entry["data_shape"][field] = shape_of(value)
    else:
        entry[field] = value


def changed_lines(before, after):
    """The lines of `before` that an edit replaced: [begin, end)."""
    a, b = before.split("\n"), after.split("\n")
    begin = 0
    while begin < min(len(a), len(b)) and a[begin] == b[begin]:
        begin += 1
    end = 0
    while end < min(len(a), len(b)) - begin and a[-1 - end] == b[-1 - end]:
        end += 1
    return begin, len(a) - end


def fault_of(katlas, seed, folder):
    rng = random.Random(seed)
    writer = Writer(rng)
    text = writer.text()
    before = load(text)
    entry, field = rng.choice(sorted(writer.fields))
    value = rng.choice(SHAPES) if field in ("generic", "fixed", "tiled") else rng.choice([t for t in TEXTS if t])
    path = os.path.join(folder, "kernels.yaml")
    with open(path, "wb") as file:
        file.write(text.encode())
    done = subprocess.run([katlas, "set", path, "--where", "^" + re.escape(writer.entries[entry][0]) + "$", field + "=" + value],
                          capture_output=True, timeout=60, check=False)
    with open(path, "rb") as file:
        after = file.read().decode()
    if done.returncode != 0:
        return "refused: " + done.stderr.decode(), text, after
    set_value(before[entry], field, value)
    try:
        is_same = load(after) == before
    except yaml.YAMLError as error:
        return "PyYAML cannot read it: %s" % error, text, after
    if not is_same:
        return "another value: %s of entry %d should be %r" % (field, entry, value), text, after
    begin, end = changed_lines(text, after)
    allowed = writer.fields[(entry, field)]
    if text != after and not (allowed[0] <= begin and end <= allowed[1] + (0 if text.endswith("\n") else 1)):
        return "lines %d to %d changed, the field has %d to %d" % (begin + 1, end, allowed[0] + 1, allowed[1]), text, after
    if text.endswith("\n") != after.endswith("\n"):
        return "the last line break came or went", text, after
    return None


def main():
    katlas = sys.argv[1]
    soak = "ATLAS_SOAK" in os.environ
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000 if soak else 200
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder
        os.environ["XDG_CONFIG_HOME"] = folder
        for seed in range(first, first + count):
            fault = fault_of(katlas, seed, folder)
            if fault:
                print("seed %d: %s\n--- before\n%s\n--- after\n%s" % (seed, *fault))
                return 1
    print("%d edits, each read back, no other line changed" % count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
