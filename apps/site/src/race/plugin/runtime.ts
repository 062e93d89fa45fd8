/**
 * What runs beside a pasted optimizer, in the worker of the sandboxed frame: the packages a plugin may import, and the race itself.
 * It is bundled into the frame as text (`build/plugin-frame.ts`).
 */
import * as core from '@chainrule/core';
import * as optim from '@chainrule/optim';
import { read } from '../../engine/formula.js';
import { objectiveOf } from '../../engine/objective.js';
import { pathOf } from '../path.js';

interface Race {
  readonly f: string;
  readonly from: readonly [number, number];
  readonly steps: number;
}

/** What a plugin imports. */
const packages = { ...core, ...optim };

/** Races what `make` gives whenever it is asked to. */
export function run(make: (chainrule: typeof packages) => optim.Optimizer): void {
  onmessage = async ({ data }: MessageEvent<Race>) => {
    try {
      const optimizer = make(packages);
      core.identify(optimizer);
      const expr = await read(data.f, ['x', 'y']);
      postMessage({ path: pathOf(objectiveOf(expr, ['x', 'y']), optimizer, data.from, data.steps) });
    } catch (error) {
      postMessage({ problem: error instanceof Error ? error.message : String(error) });
    }
  };
}
