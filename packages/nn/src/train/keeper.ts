import { isChainruleError } from '@chainrule/core';
import { readCheckpoint, writeCheckpoint, type Setting, type TrainingState } from './checkpoint.js';
import type { TrainOptions } from './options.js';

export interface Keeper {
  /** Where training goes on from, when something is kept; the note says when it is not the newest. */
  find(like: TrainingState): Promise<{ readonly state: TrainingState; readonly note: string } | undefined>;
  keep(state: TrainingState): Promise<void>;
}

/**
 * Keeps the newest checkpoint, and under `NAME.previous` the one before: at any moment one of the two is whole, and a newest one that is damaged
 * costs the steps since the one before.
 */
export function keeper(
  { storage, name = 'checkpoint' }: NonNullable<TrainOptions<unknown, unknown>['checkpoint']>,
  setting: Setting,
): Keeper {
  const previous = `${name}.previous`;
  let newest: { readonly bytes: Uint8Array; readonly step: number } | undefined;
  const read = async (from: string, like: TrainingState): Promise<TrainingState | undefined> => {
    const bytes = await storage.read(from);
    const state = bytes && readCheckpoint(bytes, like, setting);
    if (state) newest = { bytes, step: state.step };
    return state;
  };
  return {
    find: async (like) => {
      try {
        const state = await read(name, like);
        return state && { state, note: '' };
      } catch (error) {
        if (!isChainruleError(error) || error.code !== 'input') throw error;
        // Whatever is wrong with the one before, what is wrong with the newest is what must be heard of.
        const state = await read(previous, like).catch(() => undefined);
        if (state === undefined) throw error;
        return {
          state,
          note: ` The newest checkpoint was damaged (${error.problem}); it went on from the one before, of step ${state.step}.`,
        };
      }
    },
    keep: async (state) => {
      if (newest?.step === state.step) return;
      if (newest) await storage.write(previous, newest.bytes);
      newest = { bytes: writeCheckpoint(state, setting), step: state.step };
      await storage.write(name, newest.bytes);
    },
  };
}
