# Sourced by check and check_corrected, which set kind (g++ or clang++), compiler and flags: what they share.
set -uo pipefail
export LC_ALL=C

# fail <who> <sentence> [<file to show>]
fail() {
    printf '%s, %s: %s\n' "$1" "$kind" "$2"
    [[ $# -lt 3 ]] || sed 's/^/    /' "$3"
    exit 1
}

require_compiler() {
    command -v "$compiler" > /dev/null ||
        fail "$1" "the compiler $compiler is not installed, and a rule is tested with both."
}

# stands_alone <rule.cpp>: its corrected program is compiled by itself.
stands_alone() {
    grep -qE '^// (runtime|alone):' "$1"
}

# use_precompiled <file>: adds a precompiled <dovetail/sqlite.hpp> to the flags, where there is one and the file has a
# use for it; one with <dovetail/sql.hpp>, where that stands in the next line. The environment names them: PRECOMPILED and
# PRECOMPILED_SQL, directories that g++ searches first, or files for clang++.
use_precompiled() {
    local precompiled=${PRECOMPILED-}
    [[ -n $precompiled ]] && grep -q '^#include <dovetail/sqlite.hpp>' "$1" || return 0
    ! grep -A1 '^#include <dovetail/sqlite.hpp>' "$1" | grep -q '^#include <dovetail/sql.hpp>' || precompiled=$PRECOMPILED_SQL
    case $kind in g++) flags=(-I "$precompiled" "${flags[@]}") ;; *) flags+=(-include-pch "$precompiled") ;; esac
}

# build <file> <output> <flag>...: a program without a warning. What the compiler says goes to build.txt.
build() {
    local file=$1 program=$2
    shift 2
    "$compiler" "${flags[@]}" -Werror "$@" -O0 -c "$file" -o "$program.o" > build.txt 2>&1 &&
        "$compiler" "$program.o" -o "$program" -pthread -lsqlite3 >> build.txt 2>&1
}

# run_corrected <rule> <command>...: ends with status 0, within a minute.
run_corrected() {
    local rule=$1 status=0
    shift
    timeout 60 "$@" > corrected.txt 2>&1 || status=$?
    [[ $status -eq 0 ]] || fail "$rule" "the corrected program ended with status $status and printed:" corrected.txt
}
