"""A screen of our own with LibreOffice on it: keys go in as a person's do, UNO only looks.

Runs under the Python that has `uno`. The screen is an X server without a display, as large as a small laptop's,
with a window manager; LibreOffice has its own profile, in the locale that is asked for.
"""

import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import programs

SIZE = (1366, 768)
# How long anything may take to show, in seconds: far more than it takes.
PATIENCE = 40
# After this the session ends by force: a call to a LibreOffice that hangs never returns.
LIMIT = 180

# com.sun.star.accessibility.AccessibleRole
ALERT, STATIC, TABLE = 1, 86, 58

PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
SETTING = '<item oor:path="{path}"><prop oor:name="{name}"><value>{value}</value></prop></item>'


def under_uno():
    """Goes on under the Python that has `uno`, where this one has not."""
    python = programs.uno_python()
    try:
        import uno  # noqa: F401
    except ImportError:
        os.execv(python, [python, *sys.argv])


class TimedOut(Exception):
    """What was waited for did not come."""


def wait(what, test, patience=PATIENCE):
    """The first true value of a test, asked again and again; `what` is for the message where there is none."""
    end = time.monotonic() + patience
    while True:
        value = test()
        if value:
            return value
        if time.monotonic() > end:
            raise TimedOut(what)
        time.sleep(0.02)


def wait_or_not(what, test, patience):
    """As `wait`, and nothing where the value does not come."""
    try:
        return wait(what, test, patience)
    except TimedOut:
        return None


def inside(context, depth=8):
    """The accessible objects inside one, but not the cells of a table, which are too many."""
    if context.AccessibleRole == TABLE or depth == 0:
        return
    for index in range(min(context.AccessibleChildCount, 40)):
        child = context.getAccessibleChild(index)
        if child is not None:
            yield child.AccessibleContext
            yield from inside(child.AccessibleContext, depth - 1)


class Screen:
    """An X server, a window manager and one LibreOffice, which end with it."""

    def __init__(self, locale="fr-FR"):
        self.xvfb, self.manager, self.soffice, self.xdotool = (
            programs.command(name) for name in ("Xvfb", "openbox", "soffice", "xdotool"))
        self.home = tempfile.mkdtemp(prefix="respecte-screen-")
        self.started = []
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        self.watchdog = threading.Timer(LIMIT, self._end_processes)
        self.watchdog.daemon = True
        self.watchdog.start()
        try:
            self._start(locale)
        except BaseException:
            self.close()
            raise

    def _run(self, *command, **options):
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, **options)
        self.started.append(process)
        return process

    def _start(self, locale):
        # The server chooses a free number and says which.
        reading, writing = os.pipe()
        width, height = SIZE
        self._run(
            self.xvfb, "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24",
            "-fbdir", self.home, "-nolisten", "tcp", pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.environment = {
            **os.environ, "DISPLAY": f":{number}", "HOME": self.home, "LC_ALL": "C.UTF-8",
            # This plug-in of LibreOffice draws its own dialogues, which UNO can then look into.
            "SAL_USE_VCLPLUGIN": "gen",
        }
        self._run(self.manager, "--sm-disable", env=self.environment)
        wait("the window manager manages", lambda: self._asked("get_num_desktops"))
        user = Path(self.home) / "profile/user"
        user.mkdir(parents=True)
        settings = [
            ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", locale),
            ("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", "false"),
            ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
            ("/org.openoffice.Setup/Product", "ooSetupLastVersion", "99.9"),
            ("/org.openoffice.Office.Common/Save/Document", "AutoSave", "false"),
        ]
        (user / "registrymodifications.xcu").write_text(PROFILE.format(items="\n".join(
            SETTING.format(path=path, name=name, value=value) for path, name, value in settings)))
        pipe = f"respecte-screen-{os.getpid()}"
        office = self._run(
            self.soffice, f"-env:UserInstallation=file://{self.home}/profile",
            f"--accept=pipe,name={pipe};urp;", "--norestore", "--nologo", "--nolockcheck",
            # Without the start centre, whose making sometimes locks against a document's that comes at the same time.
            "--nodefault", env=self.environment)
        self._connect(pipe, office)

    def _connect(self, pipe, office):
        import uno
        from com.sun.star.connection import NoConnectException

        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local)

        def connected():
            if office.poll() not in (None, 0, 81):
                raise RuntimeError(f"LibreOffice ended with {office.poll()}")
            try:
                return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            except NoConnectException:
                return None

        context = wait("LibreOffice starts", connected, 60)

        def service(name):
            return context.ServiceManager.createInstanceWithContext("com.sun.star." + name, context)

        self.desktop, self.toolkit = service("frame.Desktop"), service("awt.Toolkit")

    def open(self, path):
        """A copy of a document in a window that fills the screen."""
        import uno

        # In a folder of our own: a lock that another session left beside the document would make this one wait.
        copy = shutil.copy(path, self.home)
        document = self.desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(str(copy)), "_blank", 0, ())
        if document is None:
            raise RuntimeError(f"LibreOffice does not open {path}")
        window = document.CurrentController.Frame.ContainerWindow

        def filling():
            # Asked again while the window is not there yet to be told.
            window.IsMaximized = False
            window.IsMaximized = True
            return wait_or_not("it does", lambda: window.PosSize.Width >= SIZE[0] - 10, 1)

        wait("the window fills the screen", filling)
        window.toFront()
        wait("the window takes keys", lambda: Path(copy).name in self._active())
        return document

    def _active(self):
        """The title of the window that keys go to."""
        return self._asked("getactivewindow", "getwindowname")

    def _asked(self, *words):
        """What xdotool says; nothing where it fails."""
        return subprocess.run(
            [self.xdotool, *words], env=self.environment, capture_output=True, text=True).stdout

    # What a person does

    def do(self, *words):
        subprocess.run(
            [self.xdotool, *map(str, words)], env=self.environment, check=True, capture_output=True)

    def key(self, *keys):
        self.do("key", "--clearmodifiers", *keys)

    def type(self, text):
        self.do("type", "--delay", "5", "--", text)

    def click(self, place, *held):
        """A click at a place of the screen, while keys are held."""
        for key in held:
            self.do("keydown", key)
        self.do("mousemove", *place, "click", "1")
        for key in held:
            self.do("keyup", key)

    # What a person sees

    def box(self):
        """The title and the texts of a message box; nothing where there is none."""
        for index in range(self.toolkit.TopWindowCount):
            window = self.toolkit.getTopWindow(index)
            context = window.AccessibleContext if window is not None else None
            if context is not None and context.AccessibleRole == ALERT:
                texts = [c.AccessibleName for c in inside(context) if c.AccessibleRole == STATIC]
                return context.AccessibleName, " ".join(texts)
        return None

    def dismiss(self):
        """Escape, once the message box takes keys, and until it is gone."""
        def gone():
            box = self.box()
            if box is None:
                return True
            if box[0] in self._active():
                self.key("Escape")
            return False

        wait("the message box goes", gone)

    @staticmethod
    def place(document, column, row):
        """Where a cell of the active sheet is on the screen: left, top, width, height; nothing where it is not in view."""
        window = document.CurrentController.ComponentWindow.AccessibleContext
        for table in inside(window):
            # Each pane of a split window has a table of its own.
            if table.AccessibleRole == TABLE:
                cell = table.getAccessibleCellAt(row, column).AccessibleContext
                if cell.Size.Width > 0:
                    at, size = cell.LocationOnScreen, cell.Size
                    return at.X, at.Y, size.Width, size.Height
        return None

    def color(self, x, y):
        """The colour of a pixel, from the file that the X server keeps its picture in (an X window dump)."""
        picture = (Path(self.home) / "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25I", picture[:100])
        size, depth, line, colors = header[0], header[11] // 8, header[12], header[19]
        start = size + colors * 12 + y * line + x * depth
        return int.from_bytes(picture[start:start + 3], "little" if header[7] == 0 else "big")

    def picture(self, path):
        """What is on the screen, as a picture; needs ImageMagick."""
        subprocess.run([programs.command("import"), "-window", "root", str(path)], env=self.environment, check=True)

    def close(self):
        self.watchdog.cancel()
        self._end_processes()
        shutil.rmtree(self.home, ignore_errors=True)

    def _end_processes(self):
        """Ends what was started here; each has a session of its own, which holds what it started in turn."""
        for process in reversed(self.started):
            try:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(timeout=5)
            except ProcessLookupError:
                pass
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
