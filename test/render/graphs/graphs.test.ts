import { expect, it } from 'vitest';
import { writeHostileGraph } from '../../support/hostile-graph.ts';

it('JSON Graph: nodes by their names, values as they are, numbers beyond 32 bits', async () => {
  const [text = ''] = await writeHostileGraph('jsongraph');
  const { graph: read } = JSON.parse(text);
  expect(Object.keys(read.nodes)).toEqual(['n0', 'n1']);
  expect(read.nodes.n0).toEqual({
    label: 'org/base',
    metadata: {
      kind: 'model',
      task: 'text-generation',
      modality: 'nlp',
      owner: 'org',
      downloads: 3_400_446_695,
      likes: 7,
      createdAt: '2024-02-03T04:05:06.000Z',
      ghost: false,
    },
  });
  expect(read.nodes.n1.metadata).toMatchObject({ task: null, downloads: null, ghost: true });
  expect(read.edges).toEqual([
    {
      source: 'n0',
      target: 'n1',
      relation: 'finetune;merge',
      metadata: { direction: 'derived model → base model' },
    },
  ]);
});

it.each(['graphml', 'gexf'] as const)(
  '%s holds no character that XML forbids, and no open mark',
  async (format) => {
    const [text = ''] = await writeHostileGraph(format);
    expect(text).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
    expect(text).toContain('a&quot;b&lt;c&gt;&amp;\\&#9;&#10;\uFFFD\uFFFD\uFFFD]]&gt;=1+1');
    // Every element that is opened is closed, in its order.
    const open: string[] = [];
    for (const [, end, name, single] of text.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
      if (end === '/') expect(open.pop()).toBe(name);
      else if (single !== '/') open.push(name ?? '');
    }
    expect(open).toEqual([]);
  },
);

it('GraphML and GEXF: typed attributes, the label, what is absent left out', async () => {
  const [graphml = ''] = await writeHostileGraph('graphml');
  expect(graphml).toContain('<key id="node-downloads" for="node" attr.name="downloads" attr.type="long"/>');
  expect(graphml).toContain(
    '<node id="n0"><data key="node-label">org/base</data><data key="node-kind">model</data>',
  );
  expect(graphml).toContain('<data key="node-downloads">3400446695</data>');
  expect(graphml).toContain('<edge source="n0" target="n1"><data key="edge-relation">finetune;merge</data>');
  const [gexf = ''] = await writeHostileGraph('gexf');
  expect(gexf).toContain('xmlns="http://www.gexf.net/1.2draft" version="1.2"');
  expect(gexf).toContain('<node id="n0" label="org/base"><attvalues><attvalue for="kind" value="model"/>');
  expect(gexf).toContain('<nodes count="2">');
  expect(gexf.match(/for="downloads"/g)).toHaveLength(1);
});

it('CSV: the columns that Gephi wants, no formula, one line a record', async () => {
  const [nodeText = '', edgeText = ''] = await writeHostileGraph('csv');
  const lines = nodeText.split('\r\n');
  expect(lines[0]).toBe('Id,Label,kind,task,modality,owner,downloads,likes,createdAt,ghost');
  expect(lines[1]).toBe(
    'n0,org/base,model,text-generation,nlp,org,3400446695,7,2024-02-03T04:05:06.000Z,false',
  );
  expect(lines).toHaveLength(4);
  expect(edgeText).toBe(
    'Source,Target,Type,relation,direction\r\nn0,n1,Directed,finetune;merge,derived model → base model\r\n',
  );
});

it('DOT: quotes and backslashes within a label stay letters', async () => {
  const [text = ''] = await writeHostileGraph('dot');
  expect(text).toContain('n1 [label="a\\"b<c>&\\\\  \uFFFE\uFFFD]]>=1+1", kind="model", ghost="true"];');
  expect(text).toContain('n0 -> n1 [relation="finetune;merge", direction="derived model → base model"];');
});
