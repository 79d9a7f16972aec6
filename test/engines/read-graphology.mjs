// Reads a graph with graphology, which lies in the folder given first, and prints, as JSON, what it saw.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [, , folder, file, format] = process.argv;
const require = createRequire(join(folder, 'package.json'));
const Graph = require('graphology');
const graph = require(`graphology-${format}`).parse(Graph, readFileSync(file, 'utf8'));

const nodes = graph.mapNodes((_, attributes) => attributes);
const inDegrees = graph.mapNodes((node) => graph.inDegree(node));
const seen = {
  order: graph.order,
  size: graph.size,
  downloads: nodes.reduce((sum, { downloads = 0 }) => sum + downloads, 0),
  inDegrees: inDegrees.sort((a, b) => b - a).slice(0, 50),
  labels: nodes.map(({ label }) => label).sort(),
  relations: graph.mapEdges((_, { relation }) => relation).sort(),
};
process.stdout.write(JSON.stringify(seen));
