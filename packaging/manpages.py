#!/usr/bin/env python3
"""Writes the manual pages of the programs from their own --help, so that neither can say what the other does not.

usage: manpages.py FOLDER VERSION DATE PROGRAM...
"""

import os
import re
import subprocess
import sys

ABOUT = {
    'katlas': 'read GPU kernel profiles and write reviewed kernel catalogs',
    'kernel-atlas': 'review the GPU kernels of a profiling run',
}
FILES = """
.TP
.I kernel\\-atlas.yaml
The project file at the root of a repository: where catalog, runs and rules are.
.TP
.I .kernel\\-atlas/
Beside a catalog: states, notes and who said what.
"""
EXIT = """
.TP
.B 0
Output was written.
.TP
.B 1
Findings, conflicts, or differences that were asked for.
.TP
.B 2
Usage or input error.
.TP
.B 3
A comparison could not carry the conclusion that was asked for.
"""


def help_of(program, words):
    # A build with the address sanitizer must not fail for what Qt's libraries leave to the system at the end.
    environment = dict(os.environ, COLUMNS='100', LANG='C.UTF-8', QT_QPA_PLATFORM='offscreen', ASAN_OPTIONS='detect_leaks=0')
    command = [program, *words, '--help']
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def escaped(text):
    text = text.replace('\\', '\\e').replace('-', '\\-').replace('’', "'")
    text = re.sub("'", '\\(aq', text)
    return '\\&' + text if text.startswith(('.', "'")) else text


class Help:
    """The parts of a help text: description, usage, and titled sections of (term, words) or of plain lines."""

    def __init__(self, text):
        self.description, self.usage, self.sections = [], '', {}
        lines = None
        for line in text.splitlines():
            title = re.fullmatch(r'([A-Z][a-z]+):', line)
            if line.startswith('Usage: '):
                self.usage, lines = line.removeprefix('Usage: '), None
            elif title:
                lines = self.sections.setdefault(title[1], [])
            elif lines is not None and (line.startswith(' ') or not line):
                lines.append(line)
            elif lines is not None:
                self.sections.setdefault('Notes', []).append(line)
            elif line:
                self.description.append(line.strip())

    def items(self, title):
        """The terms of a section with what is said of them; long terms have their words in the next lines."""
        found = []
        for line in self.sections.get(title, []):
            item = re.match(r'^ {2}(\S.*?)(?: {2,}(.*))?$', line.rstrip())
            if item:
                found.append([item[1], item[2] or ''])
            elif line.strip() and found:
                found[-1][1] = (found[-1][1] + ' ' + line.strip()).strip()
        return found


def tagged(items):
    return ''.join(f'.TP\n.B {escaped(term)}\n{escaped(words) or "."}\n' for term, words in items)


def page(name, text, version, date, see_also):
    """One page; `name` is the words of the command."""
    parts = Help(text)
    about = ABOUT.get(name) or (parts.description or [name])[0]
    out = [f'.TH {name.upper().replace(" ", "-").replace("-", chr(92) + "-")} 1 {date} "Kernel Atlas {version}" "User Commands"\n',
           f'.SH NAME\n{escaped(name.replace(" ", "-"))} \\- {escaped(about)}\n',
           f'.SH SYNOPSIS\n.nf\n{escaped(parts.usage)}\n.fi\n', '.SH DESCRIPTION\n']
    out += [escaped(line) + '\n' for line in parts.description]
    for title in ('Arguments', 'Positionals'):
        if parts.items(title):
            out.append('.SH ARGUMENTS\n' + tagged(parts.items(title)))
    if parts.items('Options'):
        out.append('.SH OPTIONS\n' + tagged(parts.items('Options')))
    if parts.items('Subcommands'):
        out.append('.SH COMMANDS\n' + tagged(parts.items('Subcommands')))
    examples = [line for line in parts.sections.get('Examples', []) if line.strip()]
    if examples:
        out.append('.SH EXAMPLES\n.nf\n' + ''.join(escaped(line.strip()) + '\n' for line in examples) + '.fi\n')
    if parts.sections.get('Notes'):
        out.append('.SH NOTES\n' + '.br\n'.join(escaped(line) + '\n' for line in parts.sections['Notes']))
    out.append('.SH EXIT STATUS' + (EXIT if name.startswith('katlas') else EXIT.split('.TP\n.B 1')[0] +
                                    '.TP\n.B 2\nNo display, or a wrong command line.\n'))
    out.append('.SH FILES' + FILES)
    others = sorted(other for other in see_also if other != name)
    out.append('.SH SEE ALSO\n' + ',\n'.join(f'.BR {escaped(other.replace(" ", "-"))} (1)' for other in others)
               .replace(' (1),', ' (1),') + '\n')
    return ''.join(out)


def commands_of(program, name, words=()):
    """All commands with their help, the program's own first."""
    text = help_of(program, words)
    yield ' '.join([name, *words]), text
    for command, _ in Help(text).items('Subcommands'):
        yield from commands_of(program, name, (*words, command))


def main():
    folder, version, date, *programs = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    pages = [found for program in programs for found in commands_of(program, os.path.basename(program))]
    roots = [os.path.basename(program) for program in programs]
    for name, text in pages:
        near = {other for other, _ in pages if other.startswith(name + ' ') and other.count(' ') == name.count(' ') + 1}
        near |= {name.rpartition(' ')[0]} - {''}
        near |= set(roots)
        with open(os.path.join(folder, name.replace(' ', '-') + '.1'), 'w', encoding='utf-8') as file:
            file.write(page(name, text, version, date, near))


main()
