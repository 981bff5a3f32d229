"""Times the program beside other readers and writers of workbooks: `make bench`.

Ours are whole processes, from start to exit, on the file system. Theirs are calls inside one running interpreter:
neither Python's start nor its imports are counted, which is to their advantage. Runs are interleaved, so that a busy
moment hits all of them; what is printed is the median and its ratio to ours.
"""

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time

import openpyxl
import python_calamine
import xlsxwriter

RUNS = 15


def ours(*arguments):
    def run():
        subprocess.run([sys.argv[1], *arguments], stdout=subprocess.DEVNULL, check=True)

    return run


def openpyxl_read(path):
    def run():
        for sheet in openpyxl.load_workbook(path, data_only=True):
            for _ in sheet.iter_rows(values_only=True):
                pass

    return run


def calamine_read(path):
    def run():
        workbook = python_calamine.CalamineWorkbook.from_path(path)
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()

    return run


def cells_of(path):
    return [
        (sheet.title, [(c.row - 1, c.column - 1, c.value) for row in sheet for c in row if c.value is not None])
        for sheet in openpyxl.load_workbook(path, data_only=True)
    ]


def openpyxl_write(sheets):
    def run():
        workbook = openpyxl.Workbook()
        for title, cells in sheets:
            sheet = workbook.create_sheet(title)
            for row, column, value in cells:
                sheet.cell(row + 1, column + 1, value)
        workbook.save(io.BytesIO())

    return run


def xlsxwriter_write(sheets):
    def run():
        workbook = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
        for title, cells in sheets:
            sheet = workbook.add_worksheet(title)
            for row, column, value in cells:
                sheet.write(row, column, value)
        workbook.close()

    return run


def medians(tasks):
    times = {name: [] for name in tasks}
    for task in tasks.values():
        task()
    for _ in range(RUNS):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def main():
    with tempfile.TemporaryDirectory() as folder:
        blank = os.path.join(folder, "blank.xlsx")
        subprocess.run([sys.argv[1], "export", "--case-studies", "12", "-o", blank], check=True)
        sheets = cells_of(blank)
        count = sum(len(cells) for _, cells in sheets)
        groups = {
            "start-up": {"respecte --version": ours("--version")},
            f"write a blank workbook of 12 case studies ({count} cells; theirs: values only)": {
                "respecte export": ours("export", "--case-studies", "12", "-o", os.path.join(folder, "out.xlsx")),
                "openpyxl": openpyxl_write(sheets),
                "XlsxWriter": xlsxwriter_write(sheets),
            },
            "read it back (ours: into a submission as JSON; theirs: cell values)": {
                "respecte import": ours("import", blank),
                "openpyxl": openpyxl_read(blank),
                "python-calamine": calamine_read(blank),
            },
        }
        for title, tasks in groups.items():
            print(title)
            results = medians(tasks)
            first = next(iter(results.values()))
            for name, seconds in results.items():
                print(f"  {name:20} {1000 * seconds:8.1f} ms   x {seconds / first:.2f}")


main()
