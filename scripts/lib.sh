# Shared by the scripts beside this file, which source it: packages, steps, and the root of the project as the working
# directory.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
script=scripts/$(basename "$0")
jobs=$(nproc)

# stop <sentence>
stop() {
    printf '%s: %s\n' "$script" "$1" >&2
    exit 1
}

# step <name> <command>...: says what it does, and stops where that fails.
step() {
    printf '\n== %s\n' "$1" >&2
    "${@:2}" || stop "step \"$1\" failed; what it printed above says why."
}

# boost_package [<library>]: the Boost of this Debian that has Boost.PFR (the default one of Debian 12 has not); its
# headers, or a library of it.
boost_package() {
    local VERSION_ID=
    eval "$(grep '^VERSION_ID=' /etc/os-release)"
    case $VERSION_ID in
        12) echo "libboost${1+-$1}1.81-dev" ;;
        13) echo "libboost${1+-$1}1.83-dev" ;;
        *) echo "libboost${1+-$1}-dev" ;;
    esac
}

# install_packages <package>...: asks apt only for what is missing, and nobody where nothing is.
install_packages() {
    local package missing=() root=()
    command -v dpkg-query apt-get > /dev/null || { echo "This is no Debian: there is no apt-get." >&2; return 1; }
    for package in "$@"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null || true) == installed ]] ||
            missing+=("$package")
    done
    [[ ${#missing[@]} -gt 0 ]] || return 0

    if [[ $(id -u) -ne 0 ]]; then
        command -v sudo > /dev/null ||
            { echo "Installing ${missing[*]} needs root, and there is no sudo." >&2; return 1; }
        root=(sudo)
    fi
    echo "Installing ${missing[*]}." >&2
    "${root[@]}" apt-get update -q >&2 &&
        "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -q -y --no-install-recommends --no-remove "${missing[@]}" >&2
}

# configure <preset>
configure() {
    cmake --preset "$1" > /dev/null
}

# build <preset> [<target>...]
build() {
    cmake --build --preset "$1" -j "$jobs" ${2+--target "${@:2}"} >&2
}
