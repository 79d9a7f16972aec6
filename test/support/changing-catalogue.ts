import type { Catalogue } from '../../src/simulate/serve/catalogue.ts';

/** The catalogue of a Hub that changes while it is read: what `current` gives at each request. */
export const changingCatalogue = (current: () => Catalogue): Catalogue => ({
  get models() {
    return current().models;
  },
  get datasets() {
    return current().datasets;
  },
  get renames() {
    return current().renames;
  },
  get basesDiffer() {
    return current().basesDiffer;
  },
});
