import { expect, it } from 'vitest';
import { toDocumentRequest, toRequestText } from '../../src/documents/request.ts';

it('states what is typed, and nothing of what is the default', () => {
  const defaults = { modalities: ['nlp', 'cv'], by: 'task' };
  expect(toRequestText(toDocumentRequest(defaults))).toBe('');
  const asked = { ...defaults, questions: ['RQ3'], relations: ['merge'], seed: 3, resamples: 200 } as const;
  expect(toRequestText(toDocumentRequest(asked))).toBe('--question 3 --relation merge --ci 200 --seed 3');
  expect(toDocumentRequest({ seed: 3 }).seed).toBeNull();
});
