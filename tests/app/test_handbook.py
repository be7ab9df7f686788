#!/usr/bin/env python3
"""Holds the handbook against the program: every diagnostic code with cause and cure, every command, every link.

usage: test_handbook.py KATLAS SOURCE
"""

import os
import re
import subprocess
import sys

# Words with hyphens in the sources that are no codes: keys, names of files and stages, values.
NO_CODES = set('''yaml-cpp all-stage per-stage by-hand needs-work not-observed warm-up atlas-symbol kernel-atlas sample-run sample-candidate nsys-profile
    profile-output gpu-id queue-id nvtx-name friendly-name raw-name per-iteration left-out not-wanted rocprofiler-sdk-tool'''.split())
CODE = re.compile(r'"([a-z]+(?:-[a-z0-9]+)+)"')
# A code stands behind its severity, in a call that reports, or is compared with one.
REPORTS = re.compile(r'(?:Severity::\w+,|report\(|error\(|warn\([^,]*,|note\(|toDiagnostic\([^,]*,|\? )\s*"([a-z]+(?:-[a-z0-9]+)+)"')
faults = []


def text_of(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def sources(root):
    for folder in ('core', 'ui', 'app'):
        for place, _, files in os.walk(os.path.join(root, folder)):
            yield from (os.path.join(place, name) for name in files if name.endswith('.cpp') and name != 'diagnosticguide.cpp')


def check_codes(katlas, root):
    markdown = subprocess.run([katlas, 'explain', '--all', '--format', 'markdown'], check=True, capture_output=True, text=True).stdout
    told = re.findall(r'^\| `([a-z0-9-]+)` \|', markdown, re.MULTILINE)
    if len(told) != len(set(told)):
        faults.append(f'explained twice: {sorted(code for code in set(told) if told.count(code) > 1)}')
    for language in ('en', 'zh_CN'):
        chapter = text_of(f'{root}/docs/handbook/{language}/diagnostics.md')
        if re.findall(r'^\| `([a-z0-9-]+)` \|', chapter, re.MULTILINE) != told:
            faults.append(f'diagnostics.md ({language}) has other codes, or another order, than katlas explain --all')
    _, _, table = text_of(f'{root}/docs/handbook/en/diagnostics.md').partition('\n## ')
    if '## ' + table != markdown:
        faults.append('docs/handbook/en/diagnostics.md says something else than: katlas explain --all --format markdown')
    used, anywhere = set(), set()
    for path in sources(root):
        text = text_of(path)
        # In core every such word counts, because codes reach a diagnostic in many ways; elsewhere only what is reported.
        used |= set((CODE if '/core/' in path else REPORTS).findall(text))
        anywhere |= set(CODE.findall(text))
    if unknown := used - set(told) - NO_CODES:
        faults.append(f'not in core/base/diagnosticguide.cpp (nor in NO_CODES of this test, if it is no code): {sorted(unknown)}')
    if stale := set(told) - anywhere:
        faults.append(f'explained, but reported nowhere: {sorted(stale)}')


def check_chapters(root):
    folders = {language: f'{root}/docs/handbook/{language}' for language in ('en', 'zh_CN')}
    chapters = {language: set(os.listdir(folder)) for language, folder in folders.items()}
    if chapters['en'] != chapters['zh_CN']:
        faults.append(f'chapters in one language only: {sorted(chapters["en"] ^ chapters["zh_CN"])}')
    for language, folder in folders.items():
        index = set(re.findall(r'\]\(([a-z-]+\.md)\)', text_of(f'{folder}/index.md')))
        if index != chapters[language] - {'index.md'}:
            faults.append(f'the first page ({language}) and the chapters differ: {sorted(index ^ (chapters[language] - {"index.md"}))}')
        for chapter in chapters[language]:
            text = text_of(f'{folder}/{chapter}')
            for link in re.findall(r'\]\(([^)#]+)\)', text):
                if not link.startswith('http') and not os.path.exists(os.path.join(folder, link)):
                    faults.append(f'{language}/{chapter}: a link leads nowhere: {link}')
            if not text.startswith('# '):
                faults.append(f'{language}/{chapter} begins with no heading')


def check_commands(katlas, root):
    below = subprocess.run([katlas, '--help'], check=True, capture_output=True, text=True).stdout.partition('\nSubcommands:\n')[2]
    for language in ('en', 'zh_CN'):
        chapter = text_of(f'{root}/docs/handbook/{language}/command-line.md')
        for name in re.findall(r'^  (\S+)', below, re.MULTILINE):
            if f'`katlas {name}' not in chapter:
                faults.append(f'command-line.md ({language}) does not tell katlas {name}')


def main():
    katlas, root = sys.argv[1:]
    check_codes(katlas, root)
    check_chapters(root)
    check_commands(katlas, root)
    for fault in faults:
        print(f'fault: {fault}')
    sys.exit(1 if faults else 0)


main()
