import type { Engine } from '../engine/ask.js';
import type { Sources } from '../parts/take-along.js';
import type { Recipe } from './nets.js';
import type { answers } from './worker.js';

/** What the part of the page that belongs to one network is told. */
export interface Panel {
  readonly engine: Engine<typeof answers>;
  readonly recipe: Recipe;
  readonly moment: number;
  /** Whether nothing is being trained: then there is time for more. */
  readonly still: boolean;
  readonly sources: Sources;
  /** Packages and data were fetched: there is something to show. */
  onFetched(): void;
}
