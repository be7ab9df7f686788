#!/usr/bin/env python3
"""Installs a build into a scratch folder and holds against it what desktops, shells and readers of manuals want to find.

usage: test_installed.py CMAKE BUILD SOURCE VERSION WITH_WINDOW

Tools that are not there are named and left out; without any of them the test is still more than half of its checks.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

MIME = '{http://www.freedesktop.org/standards/shared-mime-info}'
faults, missing = [], []


def fault(text):
    faults.append(text)


def tool(*command, what, environment=None):
    """Runs a checker; its output, or an exit code, is a fault."""
    if shutil.which(command[0]) is None:
        missing.append(command[0])
        return
    outcome = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if outcome.returncode != 0 or outcome.stderr.strip():
        fault(f'{what}: {" ".join(command[:2])} says\n{outcome.stdout}{outcome.stderr}')


def commands_of(program, *words):
    """The words of all commands, as the program's help lists them."""
    text = subprocess.run([program, *words, '--help'], check=True, capture_output=True, text=True).stdout
    yield words
    _, _, below = text.partition('\nSubcommands:\n')
    for name in re.findall(r'^  (\S+)', below, re.MULTILINE):
        yield from commands_of(program, *words, name)


def check_version(prefix, source, version):
    outcome = subprocess.run([f'{prefix}/bin/katlas', '--version'], check=True, capture_output=True, text=True).stdout
    first, second, third, *_ = outcome.splitlines()
    if first != f'katlas {version}':
        fault(f'--version says {first!r}, CMakeLists.txt {version}')
    if not re.fullmatch(r'commit (unknown|[0-9a-f]{7,40}\+?), built with \S.*', second):
        fault(f'--version tells no commit: {second!r}')
    if not re.search(r'libraries: .*SQLite \d.*zlib \d', third):
        fault(f'--version tells no libraries: {third!r}')
    with open(f'{source}/CMakeLists.txt', encoding='utf-8') as file:
        if f'VERSION {version}' not in file.read():
            fault('the version is not the one of CMakeLists.txt')


def check_pages(prefix):
    folder = f'{prefix}/share/man/man1'
    wanted = {'-'.join(('katlas', *words)) + '.1' for words in commands_of(f'{prefix}/bin/katlas')}
    if os.path.exists(f'{prefix}/bin/kernel-atlas'):
        wanted.add('kernel-atlas.1')
    there = set(os.listdir(folder))
    if wanted != there:
        fault(f'manual pages: missing {sorted(wanted - there)}, too many {sorted(there - wanted)}')
    for page in sorted(there):
        tool('mandoc', '-T', 'lint', '-W', 'warning', f'{folder}/{page}', what=page)
        if shutil.which('man'):
            tool('man', '--warnings', '-E', 'UTF-8', '-l', '-Tutf8', '-Z', f'{folder}/{page}', what=page,
                 environment=dict(os.environ, MANROFFSEQ='', MANWIDTH='100', LANG='C.UTF-8'))
    with open(f'{folder}/katlas-check.1', encoding='utf-8') as file:
        if r'\-\-format' not in file.read():
            fault('the page of katlas check does not tell --format')


def check_completions(prefix):
    for shell, path in (('bash', 'bash-completion/completions/katlas'), ('zsh', 'zsh/vendor-completions/_katlas'),
                        ('fish', 'fish/vendor_completions.d/katlas.fish')):
        tool(shell, '-n', f'{prefix}/share/{path}', what=f'completion of {shell}')


def check_desktop(prefix):
    entry = f'{prefix}/share/applications/kernel-atlas.desktop'
    tool('desktop-file-validate', entry, what='desktop entry')
    metainfo = f'{prefix}/share/metainfo/io.github.kernel_atlas.KernelAtlas.metainfo.xml'
    tool('appstreamcli', 'validate', '--no-net', metainfo, what='metainfo')
    root = xml.parse(metainfo).getroot()
    if root.find('screenshots/screenshot/image') is None or root.find('releases/release') is None:
        fault('the metainfo lacks screenshots or releases')
    with open(entry, encoding='utf-8') as file:
        types = set(re.search(r'^MimeType=(.*);$', file.read(), re.MULTILINE)[1].split(';'))
    ours = {node.get('type') for node in xml.parse(f'{prefix}/share/mime/packages/kernel-atlas.xml').iter(f'{MIME}mime-type')}
    if not ours <= types:
        fault(f'the desktop entry does not open {sorted(ours - types)}')
    provided = {node.text for node in root.iter('mediatype')}
    if provided != ours:
        fault(f'the metainfo provides other types than are defined: {sorted(provided ^ ours)}')
    database = tempfile.mkdtemp(dir=os.path.dirname(prefix))
    shutil.copytree(f'{prefix}/share/mime', f'{database}/mime')
    tool('update-mime-database', f'{database}/mime', what='types of files',
         environment=dict(os.environ, XDG_DATA_HOME=database))
    for size in (16, 22, 24, 32, 48, 64, 128, 256, 512):
        with open(f'{prefix}/share/icons/hicolor/{size}x{size}/apps/kernel-atlas.png', 'rb') as file:
            head = file.read(24)
        if int.from_bytes(head[16:20], 'big') != size:
            fault(f'the icon of {size} pixels is not so wide')
    for icon in ('scalable/apps/kernel-atlas.svg', 'symbolic/apps/kernel-atlas-symbolic.svg'):
        xml.parse(f'{prefix}/share/icons/hicolor/{icon}')


def check_schema(prefix):
    with open(f'{prefix}/share/kernel-atlas/kernels.schema.json', encoding='utf-8') as file:
        if not json.load(file).get('$id', '').startswith('https://'):
            fault('the schema has no $id')


def main():
    cmake, build, source, version, with_window = sys.argv[1:]
    with tempfile.TemporaryDirectory() as scratch:
        prefix = f'{scratch}/usr'
        for component in ['katlas', 'doc'] + (['window'] if with_window == 'ON' else []):
            subprocess.run([cmake, '--install', build, '--prefix', prefix, '--component', component],
                           check=True, stdout=subprocess.DEVNULL)
        check_version(prefix, source, version)
        check_pages(prefix)
        check_completions(prefix)
        check_schema(prefix)
        if with_window == 'ON':
            check_desktop(prefix)
    for name in sorted(set(missing)):
        print(f'not here, so not asked: {name}')
    for text in faults:
        print(f'fault: {text}')
    sys.exit(1 if faults else 0)


main()
