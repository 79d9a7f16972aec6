import { repo } from '../../hub/fake-hub.ts';
import type { Entry, EvolvingHub, Repo } from './evolving-hub.ts';

export const tasks = ['fill-mask', 'text-generation', 'translation'];
/** Tasks that are not collected, but for the last two. */
const elsewhere = ['image-to-image', 'robotics', 'translation', 'task_categories:fill-mask'];
const kinds = ['models', 'datasets'] as const;

/** How an update of the Hub is made, which decides what it can see. */
export interface Reading {
  /** Every repo, or those of three tasks. */
  all: boolean;
  checksDeleted: boolean;
}

/**
 * A small Hub that changes step by step, at random. Docs/limits.md lists what an update cannot see: `seen` of a repo has
 * none of it.
 */
export class Evolution {
  readonly hub: EvolvingHub;
  /** How often each change was made. */
  readonly made = new Map<string, number>();
  readonly #random: () => number;
  readonly #reading: Reading;
  #number = 0;

  constructor(random: () => number, reading: Reading) {
    this.#random = random;
    this.#reading = reading;
    const models = Array.from({ length: 14 }, () => toEntry(this.#make('models', this.#old())));
    const datasets = Array.from({ length: 10 }, () => toEntry(this.#make('datasets', this.#old())));
    for (const entry of [...models.slice(0, 4), ...datasets.slice(0, 3)])
      Object.assign(entry.live ?? {}, { private: true });
    // The newest of each listing stay: what is older than these a walk of what is new does not show.
    for (const task of tasks) {
      models.push(toEntry({ ...this.#make('models', this.#old()), pipeline_tag: task }));
      datasets.push(toEntry({ ...this.#make('datasets', this.#old()), tags: [`task_categories:${task}`] }));
    }
    this.hub = {
      models,
      datasets,
      renames: new Map([
        ['data-1', String(datasets[4]?.live?.id)],
        ['model-2', String(models[5]?.live?.id)],
      ]),
      view: 'live',
      ascends: random() < 0.6,
      showsPrivate: random() < 0.5,
    };
  }

  /** Changes one thing. */
  step(): void {
    const kind = this.#draw(kinds);
    const entry = this.#draw(this.hub[kind].filter((one) => this.#isMovable(kind, one)));
    const [name, change] = this.#draw(Object.entries(this.#changes(kind, entry)));
    change();
    this.made.set(name, (this.made.get(name) ?? 0) + 1);
  }

  /** Not the newest of the first collection, and nothing that is gone. */
  #isMovable(kind: (typeof kinds)[number], entry: Entry): boolean {
    const at = this.hub[kind].indexOf(entry);
    const first = kind === 'models' ? 14 : 10;
    return entry.live !== null && (at < first || at >= first + tasks.length);
  }

  #changes(kind: (typeof kinds)[number], entry: Entry): Record<string, () => void> {
    const { hub } = this;
    const { live } = entry;
    if (live === null) throw new Error('a repo that is gone cannot change');
    const { all, checksDeleted } = this.#reading;
    const id = String(live.id);
    const isFirst = hub[kind].indexOf(entry) < 14;
    const publish = () =>
      live.private === true ? this.#alter(entry, { private: false, ...now() }) : undefined;
    return {
      'a new repo': () => hub[kind].push(toEntry({ ...this.#make(kind, now().lastModified), ...now() })),
      'other tags': () => kind === 'models' && this.#alter(entry, { tags: this.#tags(), ...now() }),
      gated: () => this.#alter(entry, { gated: this.#draw([false, 'auto', 'manual']), ...now() }),
      'made public': publish,
      'made public, too': publish,
      'made private': () => this.#alter(entry, { private: true, ...now() }),
      renamed: () => this.#rename(kind, entry),
      'a name retaken': () => {
        this.#rename(kind, entry);
        hub.renames.delete(id.toLowerCase());
        const made = { ...this.#make(kind, now().lastModified), ...now(), id };
        const outside = kind === 'models' ? { pipeline_tag: 'robotics' } : { tags: [] };
        hub[kind].push(toEntry(this.#random() < 0.5 ? made : { ...made, ...outside }));
      },
      'an old name': () => hub.renames.set(this.#name(kind).toLowerCase(), id),
      'old names lost': () => hub.renames.clear(),
      deleted: () => {
        entry.live = null;
        if (checksDeleted) entry.seen = null;
      },
      'another task': () => {
        const tag = this.#draw(elsewhere);
        const moved = kind === 'models' ? { pipeline_tag: tag } : { tags: [tag] };
        // Without a walk of all listings, what it left goes on to list it.
        if (all || checksDeleted) this.#alter(entry, { ...moved, ...now() });
      },
      'tags alone, without a date': () => {
        if (kind === 'models') this.#alterUndated(entry, { tags: this.#tags() });
      },
      'made public, without a date': () => {
        if (live.private === true && isFirst) this.#alterUndated(entry, { private: false });
      },
    };
  }

  /** A change with a date: an update sees it, and with it all that it did not see of the same repo before. */
  #alter(entry: Entry, change: object): void {
    entry.live = { ...entry.live, ...change };
    const isShown = entry.live.private !== true || this.hub.showsPrivate;
    if (isShown || this.#reading.checksDeleted) entry.seen = entry.live;
  }

  /** A change without a date: an update sees it where it reads the repo again for a change of the last hour. */
  #alterUndated(entry: Entry, change: object): void {
    const before = entry.live;
    const isRead = Date.parse(String(before?.lastModified)) > Date.now() - 3_600_000;
    if (isRead) this.#alter(entry, change);
    else entry.live = { ...before, ...change };
    // What is listed now is not counted as private any more.
    const isLost = !isRead && this.#reading.checksDeleted;
    if (isLost && before?.private === true && entry.live?.private !== true) entry.seen = null;
  }

  #rename(kind: (typeof kinds)[number], entry: Entry): void {
    const name = `owner/${kind === 'models' ? 'model' : 'data'}-new-${++this.#number}`;
    this.hub.renames.set(String(entry.live?.id).toLowerCase(), name);
    this.#alter(entry, { id: name, ...now() });
  }

  #draw<T>(from: readonly T[]): T {
    return from[Math.floor(this.#random() * from.length)] as T;
  }

  #old(): string {
    return new Date(Date.now() - (10 + 90 * this.#random()) * 86_400_000).toISOString();
  }

  #name(kind: (typeof kinds)[number]): string {
    const word = kind === 'models' ? 'model' : 'data';
    return this.#draw([
      `${word}-${Math.floor(this.#random() * 8)}`,
      `owner/${word}-${Math.floor(this.#random() * 16)}`,
    ]);
  }

  #tags(): string[] {
    return [
      `dataset:${this.#name('datasets')}`,
      `base_model:finetune:${this.#name('models')}`,
      `dataset:${this.#name('datasets')}`,
    ];
  }

  #make(kind: (typeof kinds)[number], moment: string): Repo {
    const number = ++this.#number;
    const dates = { createdAt: moment, lastModified: moment };
    return kind === 'models'
      ? repo(number, {
          id: `owner/model-${number}`,
          pipeline_tag: this.#draw(tasks),
          tags: this.#tags(),
          ...dates,
        })
      : repo(number, {
          id: `owner/data-${number - 14}`,
          tags: [`task_categories:${this.#draw(tasks)}`],
          ...dates,
        });
  }
}

const toEntry = (item: Repo): Entry => ({ live: item, seen: item });

const now = (): { createdAt?: string; lastModified: string } => ({
  lastModified: new Date(Date.now() + 1000).toISOString(),
});
