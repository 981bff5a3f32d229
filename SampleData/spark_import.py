"""Imports a folder of returned workbooks with Apache Spark: the map of a map and a reduce.

    spark-submit spark_import.py FOLDER LINES [--name NAME] [--partitions N] [--respecte PROGRAM] [options of respecte import]

FOLDER is the absolute path or address of whatever Spark reads (file:, hdfs:, s3a: …), its folders included; each worker
needs the program `respecte` and coreutils, nothing else, and no file is written on it. LINES becomes a folder of text files
with one submission a line, files that cannot be read among them. The reduce is one process over these lines, in whatever
order they come:

    respecte score --sort LINES/part-* -o summary.xlsx
    hadoop fs -cat 'LINES/part-*' | respecte score --sort - -o summary.xlsx

which gives the bytes of `respecte score NAME -o summary.xlsx`, where NAME is the folder on one machine: what stands in front
of the files' names (the last part of FOLDER, unless it is given).

`RDD.pipe` hands lines of text over, and a workbook is bytes. So the files of a partition become a tar stream, as they come,
the stream becomes lines of base64, and `base64 -d` makes it a stream again in front of `respecte import`.
Hadoop passes over files whose names begin with `_` or `.`.
"""

import argparse
import base64
import re
import shlex
import tarfile

from pyspark.sql import SparkSession

# Bytes of a line: a multiple of what base64 takes at a time, so that only the last line is filled up.
PIECE = 57 * 1024
# Respecte says 1 where some of its files could not be read, and 3 where none could: each is a line all the same. Anything
# else fails the task, so that Spark does it again.
COMMAND = "base64 -d | {program} import --ndjson --quiet {options} -; status=$?; [ $status -le 1 ] || [ $status -eq 3 ]"


def tar(files):
    """The bytes of a tar stream of pairs of a name and bytes, piece by piece."""
    for name, content in files:
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        yield entry.tobuf(tarfile.PAX_FORMAT)
        yield content
        yield bytes(-len(content) % tarfile.BLOCKSIZE)
    yield bytes(2 * tarfile.BLOCKSIZE)


def lines(pieces):
    """Pieces of bytes as lines of base64, none of them long."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        whole = len(waiting) - len(waiting) % PIECE
        for start in range(0, whole, PIECE):
            yield base64.b64encode(waiting[start:start + PIECE]).decode()
        del waiting[:whole]
    if waiting:
        yield base64.b64encode(waiting).decode()


def path(address):
    """An address without its scheme and host, which Spark spells in its own way."""
    return re.sub(r"^[a-z0-9]+:(//[^/]*)?", "", address)


def whole(line):
    """A line, unless it says that the stream to `respecte` was cut off: then the task fails, and Spark does it again."""
    if line.startswith('{"schema":"respecte.submission/1","source":{"file":"-"'):
        raise RuntimeError(line)
    return line


def submissions(context, folder, name, partitions, command):
    """An RDD of lines, one for each file of a folder."""
    start = len(path(folder))
    files = context.binaryFiles(folder, partitions).map(lambda file: (name + path(file[0])[start:], file[1]))
    streams = files.mapPartitions(lambda part: lines(tar(part)))
    return streams.pipe(shlex.join(["sh", "-c", command]), checkCode=True).map(whole)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("lines")
    parser.add_argument("--name")
    parser.add_argument("--partitions", type=int)
    parser.add_argument("--respecte", default="respecte")
    options, others = parser.parse_known_args()
    folder = options.folder.rstrip("/")
    name = options.name or folder.rsplit("/", 1)[-1]
    command = COMMAND.format(program=shlex.quote(options.respecte), options=shlex.join(others))
    # Workbooks are small: by what opening one costs Spark would put thousands of them into one partition.
    spark = (SparkSession.builder.appName("respecte import").config("spark.files.openCostInBytes", 0)
             .config("spark.hadoop.mapreduce.input.fileinputformat.input.dir.recursive", "true").getOrCreate())
    submissions(spark.sparkContext, folder, name, options.partitions, command).saveAsTextFile(options.lines)
    spark.stop()


if __name__ == "__main__":
    main()
