import { expect, it } from 'vitest';
import { type RunningDocument, toRunningPage } from '../../src/documents/status/running-document.ts';

const document: RunningDocument = {
  ...{ schemaVersion: 1, complete: false, finished: false, finishedAt: null },
  ...{ endpoint: 'https://hub.example', protocol: 'current', startedAt: '2026-01-01T00:00:00.000Z' },
  scope: { all: true, modalities: [], tasks: [], limited: false },
  running: {
    ...{ process: 4711, since: '2026-01-02T00:00:00.000Z', writtenAt: '2026-01-02T00:05:00.000Z' },
    ...{ phase: 'list', phaseSince: '2026-01-02T00:00:01.000Z', done: 1, total: 2, pages: 30, repos: 30_000 },
    ...{ quotaLeft: 400, waitingFor: null, waitingUntil: null },
  },
};

it('the page of a running collection names its process, its Hub, how far it is, and when that was', () => {
  const { lead, facts, json } = toRunningPage(document, '1 of 2 listings, 30,000 repos');
  expect(lead?.join(' ')).toMatch(/^Being collected by process 4711:/);
  const shown = Object.fromEntries(facts.map(({ label, text }) => [label, text]));
  expect(shown).toMatchObject({
    Hub: 'https://hub.example',
    Collected: '2026-01-01T00:00:00.000Z, not finished; this run since 2026-01-02T00:00:00.000Z',
    'How far': '1 of 2 listings, 30,000 repos',
    'As of': '2026-01-02T00:05:00.000Z',
  });
  expect(shown.Scope).toMatch(/; listed for current$/);
  expect(json).toBe(document);
});
