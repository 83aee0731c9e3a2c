#!/bin/sh
# Fetches what the other verbs need, each part once: `setup.sh python | node | browser`.
# Everything lands inside this folder, except a Chromium and python3-venv, which come from the system's packages.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "hearback: $1"
    say "$2"
    exit 1
}

# Run a command as root: as we are, or through sudo where it asks for no password.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo "$@"
    else return 1
    fi
}

system_install() {
    if command -v apt-get >/dev/null 2>&1; then
        say "Installing $* from the system's packages…"
        as_root apt-get update -qq >/dev/null 2>&1 || true
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null 2>&1
    else
        return 1
    fi
}

find_python() {
    for python in "${PYTHON:-}" python3 python3.13 python3.12 python3.11 python; do
        [ -n "$python" ] || continue
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$python"
            return
        fi
    done
    return 1
}

setup_python() {
    python=$(find_python) || stop "no Python 3.11 or newer was found." \
        "Install one (Debian: apt install python3; macOS: brew install python), or name it: make PYTHON=…"
    if [ ! -x .venv/bin/python ]; then
        say "Making a virtual environment in .venv…"
        if ! "$python" -m venv .venv 2>/dev/null; then
            rm -rf .venv
            system_install python3-venv && "$python" -m venv .venv || stop \
                "Python cannot make a virtual environment." \
                "Install its venv module (Debian: apt install python3-venv) and try again."
        fi
    fi
    say "Installing the Python packages of requirements.lock…"
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock ||
        stop "the Python packages could not be installed." "Look at pip's words above; is there a network?"
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
    # As an installed wheel is. Where PYTHONDONTWRITEBYTECODE is set, every start would compile all of it anew.
    .venv/bin/python -m compileall -q host/hearback
}

node_will_do() {
    command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 &&
        node -e "process.exit(Number(process.versions.node.split('.')[0]) < 20 ? 1 : 0)"
}

setup_node() {
    PATH="$PWD/.venv/bin:$PATH"
    if ! node_will_do; then
        say "No Node.js 20 or newer was found: putting one into .venv…"
        .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r scripts/node.lock ||
            stop "Node.js could not be installed." "Install Node.js 20 or newer and try again."
    fi
    say "Installing the npm packages of extension/package-lock.json…"
    npm --prefix extension ci --silent --no-audit --no-fund ||
        stop "the npm packages could not be installed." "Look at npm's words above; is there a network?"
}

setup_browser() {
    if .venv/bin/python -m hearback.cli.browser >/dev/null 2>&1; then return; fi
    system_install chromium && .venv/bin/python -m hearback.cli.browser >/dev/null 2>&1 && return
    say "Fetching a Chromium with Playwright…"
    .venv/bin/python -m playwright install chromium >/dev/null 2>&1 &&
        .venv/bin/python -m hearback.cli.browser >/dev/null 2>&1 && return
    say "hearback: no Chromium was found, and none could be installed."
    say "The cards are printed without one. To see the panel, install Chromium (Debian: apt install chromium)."
}

case "${1:-}" in
    python) setup_python ;;
    node) setup_node ;;
    browser) setup_browser ;;
    *) stop "setup.sh wants python, node or browser." "Use the verbs of the Makefile." ;;
esac
