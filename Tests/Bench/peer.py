"""A job of another library, done each time a line comes in; says how many seconds it took and the process's peak memory in
kibibytes: peer.py JOB '["ARGUMENT", …]'.
"""

import json
import resource
import sys
import time


def calamine(*paths):
    """Every cell of some files as Python values."""
    from python_calamine import CalamineWorkbook

    def run():
        for path in paths:
            with CalamineWorkbook.from_path(path) as workbook:
                for index in range(len(workbook.sheet_names)):
                    workbook.get_sheet_by_index(index).to_python()

    return run


def openpyxl(*paths):
    """Every cell of some files as Python values, without formulas."""
    from openpyxl import load_workbook

    def run():
        for path in paths:
            for sheet in load_workbook(path, data_only=True):
                for _ in sheet.iter_rows(values_only=True):
                    pass

    return run


def xlsxwriter(plan, target=None):
    """The workbook of a plan (plan.py), into memory or a file."""
    from rewrite import writer

    with open(plan) as file:
        return writer(json.load(file), target)


def peak():
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most // 1024 if sys.platform == "darwin" else most


JOBS = {"calamine": calamine, "openpyxl": openpyxl, "xlsxwriter": xlsxwriter}


def main():
    # What `from_path` is given may be a list of thousands, too long for a command line.
    arguments = json.loads(sys.argv[2])
    if arguments and arguments[0].startswith("@"):
        with open(arguments[0][1:]) as file:
            arguments = file.read().splitlines()
    run = JOBS[sys.argv[1]](*arguments)
    for _ in sys.stdin:
        start = time.perf_counter()
        run()
        print(time.perf_counter() - start, peak(), flush=True)


main()
