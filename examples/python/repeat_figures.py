"""Repeats figures of a report with pandas and networkx, from the files that hfreuse writes for other programs.

hfreuse export --format parquet --to hub-export
hfreuse export --format tables --to hub-tables
hfreuse export --format graphml --graph base-models --to base-models.graphml
python repeat_figures.py hub-export hub-tables base-models.graphml

Needs pandas with pyarrow, and networkx. Ends with an error where a figure comes out otherwise.
"""

import math
import sys
from pathlib import Path

import networkx
import pandas

lake, tables, graph_file = sys.argv[1:]
rows = pandas.read_csv(Path(tables) / "rows.csv")


def gini(values):
    """Over all members, uncorrected: sum of |xi - xj| / (2 n^2 mean)."""
    ordered = sorted(values)
    n, total = len(ordered), sum(ordered)
    if total == 0:
        return math.nan
    return 2 * sum(rank * x for rank, x in enumerate(ordered, 1)) / (n * total) - (n + 1) / n


def compare(measure, values_by_task):
    """Prints mean and Gini of each task beside those of the report; every row of the report has to be there."""
    wanted = rows[rows.measure == measure]
    print(f"{measure}: {len(wanted)} tasks")
    for row in wanted.itertuples():
        values = values_by_task[row.task]
        pairs = [(len(values), row.n_all), (sum(values) / len(values), row.mean_all), (gini(values), row.gini)]
        print(f"  {row.task:32} n {len(values):7} mean {pairs[1][0]:9.4f} gini {pairs[2][0]:.4f}")
        for ours, theirs in pairs:
            same = math.isclose(ours, theirs, rel_tol=1e-9) or (math.isnan(ours) and math.isnan(theirs))
            if not same:
                sys.exit(f"{measure} of {row.task}: {ours} here, {theirs} in the report")


# RQ2 from Parquet: for each dataset of a task, the models that declare it.
datasets = pandas.read_parquet(Path(lake) / "datasets", columns=["hub_id", "task_categories"])
edges = pandas.read_parquet(Path(lake) / "model_datasets", columns=["dataset_id", "in_current"])
uses = edges[edges.in_current].groupby("dataset_id").size()
datasets["uses"] = datasets.hub_id.map(uses).fillna(0).astype(int)
of_task = datasets.explode("task_categories").groupby("task_categories").uses.apply(list)
compare("models-per-dataset", of_task)

# RQ3 from the graph: edges run from the derived model to its base, so reuse is the in-degree.
graph = networkx.read_graphml(graph_file)
models = pandas.DataFrame.from_dict(dict(graph.nodes(data=True)), orient="index")
models["derivatives"] = pandas.Series(dict(graph.in_degree()))
# What is declared but not in the snapshot has no task.
of_task = models[~models.ghost].groupby("task").derivatives.apply(list)
compare("derivatives-per-model", of_task)
