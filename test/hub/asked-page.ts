import { endpoint } from './fake-hub.ts';

/** A page of a listing, and the check of it. */
export const url = `${endpoint}/api/models?pipeline_tag=fill-mask&cursor=abc`;
export const checkList = (value: unknown): string | null =>
  Array.isArray(value) ? null : 'the answer is not a list';
