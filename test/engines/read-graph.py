"""Reads a graph with networkx and igraph and prints, as JSON, what each saw: order, size, and a checksum of degrees."""

import json
import sys

import igraph
import networkx


def summary(order, size, in_degrees, labels, downloads, relations):
    return {
        "order": order,
        "size": size,
        "inDegrees": sorted(in_degrees, reverse=True)[:50],
        "labels": sorted(labels),
        "downloads": int(sum(d for d in downloads if d is not None)),
        "relations": sorted(relations),
    }


def with_networkx(path, file_format):
    graph = networkx.read_graphml(path) if file_format == "graphml" else networkx.read_gexf(path)
    nodes = [data for _, data in graph.nodes(data=True)]
    return summary(
        graph.number_of_nodes(),
        graph.number_of_edges(),
        [d for _, d in graph.in_degree()],
        [data["label"] for data in nodes],
        [data.get("downloads") for data in nodes],
        [data["relation"] for _, _, data in graph.edges(data=True)],
    )


def with_igraph(path):
    graph = igraph.Graph.Read_GraphML(path)
    downloads = [None if d != d else d for d in graph.vs["downloads"]]
    return summary(
        graph.vcount(), graph.ecount(), graph.indegree(), graph.vs["label"], downloads, graph.es["relation"]
    )


path, file_format = sys.argv[1:]
seen = {"networkx": with_networkx(path, file_format)}
if file_format == "graphml":
    seen["igraph"] = with_igraph(path)
print(json.dumps(seen))
