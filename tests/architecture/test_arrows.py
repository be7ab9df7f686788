#!/usr/bin/env python3
"""Holds every #include of core and ui against the arrows that the libraries declare in CMake.

usage: test_arrows.py [--self-test] ROOT LAYER/FOLDER:LIBRARY:DEPENDS,...

A folder may include itself, what its libraries depend on (directly or through others), and, in ui, all of core.
"""

import os
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s+"(core|ui|app|tests)/([^/"]+)/')


class Arrows:
    def __init__(self, declared):
        self.folder_of = {}
        self.depends = {}
        for word in declared:
            folder, library, depends = word.split(":")
            layer = folder.split("/")[0]
            self.folder_of[(layer, library)] = folder
            self.depends.setdefault(folder, []).extend((layer, name) for name in depends.split(",") if name)

    def reach(self, folder):
        reached, open_folders = set(), [folder]
        while open_folders:
            current = open_folders.pop()
            if current not in reached:
                reached.add(current)
                open_folders += [self.folder_of[library] for library in self.depends.get(current, [])]
        return reached

    def allows(self, folder, included):
        layer, target = included.split("/")
        if layer == "core" and folder.startswith("ui/"):
            return f"core/{target}" in self.depends
        return included in self.reach(folder)


def includes(root, folder):
    for name in sorted(os.listdir(os.path.join(root, folder))):
        if name.endswith((".cpp", ".h")):
            with open(os.path.join(root, folder, name), encoding="utf-8") as source:
                for number, line in enumerate(source, 1):
                    match = INCLUDE.match(line)
                    if match:
                        yield f"{folder}/{name}:{number}", f"{match[1]}/{match[2]}"


def faults(root, arrows):
    found = []
    for folder in sorted(arrows.depends):
        for place, included in includes(root, folder):
            if not arrows.allows(folder, included):
                found.append(f"{place}: {folder} must not know {included}")
    for layer in ("core", "ui"):
        for name in sorted(os.listdir(os.path.join(root, layer))):
            if os.path.isdir(os.path.join(root, layer, name)) and f"{layer}/{name}" not in arrows.depends and layer_is_built(layer, arrows):
                found.append(f"{layer}/{name}: no library declares this folder")
    return found


def layer_is_built(layer, arrows):
    return any(folder.startswith(layer + "/") for folder in arrows.depends)


def self_test():
    arrows = Arrows(["core/base:base:", "core/run:run:base", "core/table:table:run", "ui/common:common:", "ui/run:run:common", "ui/start:start:common"])
    expected = {("core/table", "core/base"): True, ("core/base", "core/run"): False, ("ui/run", "core/table"): True, ("ui/run", "ui/common"): True,
                ("ui/run", "ui/start"): False, ("ui/common", "ui/run"): False, ("core/run", "ui/common"): False, ("ui/run", "app/gui"): False}
    wrong = [pair for pair, allowed in expected.items() if arrows.allows(*pair) != allowed]
    return [f"{folder} -> {included}" for folder, included in wrong]


def main():
    words = sys.argv[1:]
    found = self_test() if words[0] == "--self-test" else faults(words[0], Arrows(words[1:]))
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
