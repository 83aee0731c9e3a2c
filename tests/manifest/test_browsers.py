"""Every row of manifest/browsers.toml, with the paths written out by hand."""

from pathlib import Path

import pytest

from hearback.cli.browser_table import Machine, System, load_browsers

LINUX = Machine("linux", Path("/home/sam"), {})
MACOS = Machine("macos", Path("/Users/sam"), {})
WINDOWS = Machine("windows", Path("C:/Users/sam"), {"LOCALAPPDATA": "C:/Users/sam/AppData/Local"})
CHROMES_KEY = r"Software\Google\Chrome\NativeMessagingHosts"

ON_LINUX = {
    "Google Chrome": "/home/sam/.config/google-chrome",
    "Chromium": "/home/sam/.config/chromium",
    "Microsoft Edge": "/home/sam/.config/microsoft-edge",
    "Brave": "/home/sam/.config/BraveSoftware/Brave-Browser",
    "Vivaldi": "/home/sam/.config/vivaldi",
}
ON_MACOS = {
    "Google Chrome": "/Users/sam/Library/Application Support/Google/Chrome",
    "Chromium": "/Users/sam/Library/Application Support/Chromium",
    "Microsoft Edge": "/Users/sam/Library/Application Support/Microsoft Edge",
    "Brave": "/Users/sam/Library/Application Support/BraveSoftware/Brave-Browser",
    "Vivaldi": "/Users/sam/Library/Application Support/Vivaldi",
}
ON_WINDOWS = {
    "Google Chrome": ("C:/Users/sam/AppData/Local/Google/Chrome/User Data", CHROMES_KEY),
    "Chromium": (
        "C:/Users/sam/AppData/Local/Chromium/User Data",
        r"Software\Chromium\NativeMessagingHosts",
    ),
    "Microsoft Edge": (
        "C:/Users/sam/AppData/Local/Microsoft/Edge/User Data",
        r"Software\Microsoft\Edge\NativeMessagingHosts",
    ),
    "Brave": ("C:/Users/sam/AppData/Local/BraveSoftware/Brave-Browser/User Data", CHROMES_KEY),
    "Vivaldi": ("C:/Users/sam/AppData/Local/Vivaldi/User Data", CHROMES_KEY),
}


@pytest.mark.parametrize(
    ("machine", "name", "profile"),
    [(LINUX, name, profile) for name, profile in ON_LINUX.items()]
    + [(MACOS, name, profile) for name, profile in ON_MACOS.items()],
)
def test_on_linux_and_macos_the_manifest_stands_beside_the_profiles(
    machine: Machine, name: str, profile: str
) -> None:
    (browser,) = [each for each in load_browsers(machine) if each.name == name]
    assert browser.profile.as_posix() == profile
    assert browser.hosts is not None
    assert browser.hosts.as_posix() == profile + "/NativeMessagingHosts"
    assert browser.registry == ""


@pytest.mark.parametrize(
    ("name", "profile", "registry"), [(name, *row) for name, row in ON_WINDOWS.items()]
)
def test_on_windows_a_key_names_the_manifest(name: str, profile: str, registry: str) -> None:
    (browser,) = [each for each in load_browsers(WINDOWS) if each.name == name]
    assert browser.profile.as_posix() == profile
    assert (browser.hosts, browser.registry) == (None, registry)


@pytest.mark.parametrize(
    ("machine", "names"), [(LINUX, ON_LINUX), (MACOS, ON_MACOS), (WINDOWS, ON_WINDOWS)]
)
def test_no_row_is_without_a_test(machine: Machine, names: dict[str, object]) -> None:
    assert [browser.name for browser in load_browsers(machine)] == list(names)


@pytest.mark.parametrize("system", ["linux", "macos", "windows"])
def test_what_nobody_tried_is_marked(system: System) -> None:
    tried = {("linux", "Google Chrome"), ("linux", "Chromium")}
    for browser in load_browsers(Machine(system, Path("/home/sam"), {})):
        assert bool(browser.unverified) == ((system, browser.name) not in tried)


def test_linux_follows_the_folder_that_the_environment_names() -> None:
    machine = Machine("linux", Path("/home/sam"), {"XDG_CONFIG_HOME": "/conf"})
    assert load_browsers(machine)[1].profile == Path("/conf/chromium")


def test_windows_without_the_variable_has_the_usual_folder() -> None:
    machine = Machine("windows", Path("C:/Users/sam"), {})
    assert load_browsers(machine)[0].profile == Path(ON_WINDOWS["Google Chrome"][0])


def test_sandboxed_editions_are_known_on_linux_alone(tmp_path: Path) -> None:
    (tmp_path / "snap" / "chromium").mkdir(parents=True)
    (tmp_path / ".var" / "app" / "com.brave.Browser").mkdir(parents=True)
    here = {
        browser.name: browser.sandboxed_here
        for browser in load_browsers(Machine("linux", tmp_path, {}))
        if browser.sandboxed_here
    }
    assert here == {
        "Chromium": tmp_path / "snap/chromium",
        "Brave": tmp_path / ".var/app/com.brave.Browser",
    }
    for system in ("macos", "windows"):
        browsers = load_browsers(Machine(system, tmp_path, {}))
        assert not any(browser.sandboxed_here for browser in browsers)
