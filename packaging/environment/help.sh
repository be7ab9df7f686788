# shellcheck shell=sh

commands='run test katlas shell build bench fuzz lint format screenshots update-golden update-translations package help'

print_help() {
    cat <<'END'
usage: ./dev COMMAND [ARGUMENT...]

Gets the toolchain, builds and runs Kernel Atlas. Debian 13 uses its own packages; Debian 12 and Ubuntu get a
Debian 13 tree in the user's cache, at the first call. Nothing has to be installed before.

  run [RUN_DIR]                the window on a run (the sample run); without a display its main job, headless
  test [FILTER] [--soak]       build, then the tests whose names match FILTER; --soak: the long random ones too
  test --preset PRESET         the tests of another preset
  katlas ARGUMENT...           the command line tool
  shell [--layer L] [COMMAND]  any command in the environment; layers: base, tools, report, package
  build [PRESET [TARGET...]]   release, dev, asan, asan-core, tsan, core, core-only, fuzz
  bench [--against COMMIT]     the benchmarks beside their peers, and beside what a commit held; --quick, --large,
                               --json FILE
  fuzz SECONDS                 every fuzz target for so long
  lint [--layout]              clang-format, shellcheck and clang-tidy; --layout: without clang-tidy
  lint --recent SECONDS        clang-tidy so long, newest files first
  format                       applies clang-format
  screenshots DIR [RUN_DIR]    pictures of every part of the window
  update-golden [FILTER]       runs the tests and takes what they print for right
  update-translations          brings new texts of the sources into the translations
  package [--try]              Debian packages in out/package; --try: in a fresh Debian 13 too, used and removed
  package --static             one katlas for every Linux, in out/release
  package --portable [--try]   the window with all it needs in one archive; --try: in a fresh Debian 12 without Qt

examples:
  ./dev run                                    see it
  ./dev run tmp/nsys-profile/2025-05-20        the same with a run of yours
  ./dev katlas tables resources/sample-run     the tables as text
  ./dev test yaml                              the tests with "yaml" in their names
  ./dev build asan && ./dev test --preset asan
END
}

# Names the command with the fewest letters to change.
print_nearest() { # WORD
    # shellcheck disable=SC2086
    printf '%s\n' $commands | awk -v typed="$1" '
        function least(a, b, c) { return a < b ? (a < c ? a : c) : (b < c ? b : c) }
        function distance(a, b,    i, j, row, above, before) {
            for (j = 0; j <= length(b); j++) row[j] = j
            for (i = 1; i <= length(a); i++) {
                before = row[0]; row[0] = i
                for (j = 1; j <= length(b); j++) {
                    above = row[j]
                    row[j] = least(above + 1, row[j - 1] + 1, before + (substr(a, i, 1) != substr(b, j, 1)))
                    before = above
                }
            }
            return row[length(b)]
        }
        { d = index($0, typed) == 1 ? 0 : distance(typed, $0); if (NR == 1 || d < best) { best = d; name = $0 } }
        END { print name }'
}

unknown_command() { # WORD
    say "there is no command '$1'; did you mean './dev $(print_nearest "$1")'? './dev help' lists all"
    exit 2
}
