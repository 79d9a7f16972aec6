"""Runs files of hfreuse sql --dialect spark on the engine: the statements of their comment, then the query.
Usage: run-spark.py query.sql... ; writes the rows of each as one line of JSON."""

import json
import sys

from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.driver.memory", "2g")
    .config("spark.sql.shuffle.partitions", "2")
    .config("spark.sql.session.timeZone", "UTC")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        text = file.read()
    for line in text.splitlines():
        if line.startswith("-- CREATE "):
            spark.sql(line[3:].rstrip(";"))
    rows = [row.asDict() for row in spark.sql(text).collect()]
    print(json.dumps(rows), flush=True)
spark.stop()
