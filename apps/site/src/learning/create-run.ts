import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import type { Problem } from '../engine/answer.js';
import type { Engine } from '../engine/ask.js';
import type { Leave, Status } from './trainer.js';

/** What a worker that trains can be asked, whatever its recipes are. */
export type Trains<R> = {
  advance(request: Leave & { readonly recipe: R }): Promise<Status>;
  reset(request: undefined): undefined;
  restart(request: { readonly recipe: R; readonly from: 'good' | 'last' }): Promise<undefined>;
};

export type Pace = 'step' | 'epoch' | 'play';

export interface Run {
  readonly status: Accessor<Status | undefined>;
  readonly playing: Accessor<boolean>;
  readonly problem: Accessor<Problem | undefined>;
  /** Counts what was done: another moment, another view. */
  readonly moment: Accessor<number>;
  go(pace: Pace): void;
  pause(): void;
  reset(): void;
  restart(from: 'good' | 'last'): Promise<void>;
}

const nextFrame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));

/**
 * Training as the page conducts it: asked for a little at a time, drawn in between, begun anew when the recipe changes. It goes on for so many
 * milliseconds before it is looked at: for about as long as the drawing takes.
 */
export function createRun<R>(
  engine: Engine<Trains<R>>,
  recipe: Accessor<R>,
  rate: Accessor<number>,
  epochSteps: () => number,
  milliseconds = 40,
): Run {
  const [status, setStatus] = createSignal<Status>();
  const [playing, setPlaying] = createSignal(false);
  const [problem, setProblem] = createSignal<Problem>();
  const [moment, setMoment] = createSignal(0);
  let era = 0;

  const advance = async (steps: number, limit: number): Promise<void> => {
    const asked = era;
    const reply = await engine.ask('advance', { recipe: recipe(), rate: rate(), steps, milliseconds: limit });
    if (reply === undefined || asked !== era) return;
    if ('problem' in reply) {
      setPlaying(false);
      setProblem(reply.problem);
      return;
    }
    setProblem(undefined);
    setStatus(reply.value);
    setMoment((count) => count + 1);
    if (reply.value.ended || reply.value.diverged) setPlaying(false);
  };
  const reset = (): void => {
    era++;
    setPlaying(false);
    setStatus(undefined);
    setProblem(undefined);
    void engine.ask('reset', undefined).then(() => setMoment((count) => count + 1));
  };
  createEffect(on(() => JSON.stringify(recipe()), reset, { defer: true }));
  onCleanup(() => setPlaying(false));

  return {
    ...{ status, playing, problem, moment, reset },
    pause: () => setPlaying(false),
    go(pace) {
      if (pace !== 'play') {
        setPlaying(false);
        return void advance(pace === 'step' ? 1 : epochSteps(), 2000);
      }
      if (playing()) return;
      setPlaying(true);
      const asked = era;
      void (async () => {
        while (playing() && asked === era) {
          await advance(Infinity, milliseconds);
          await nextFrame();
        }
      })();
    },
    async restart(from) {
      await engine.ask('restart', { recipe: recipe(), from });
      setStatus(undefined);
      await advance(1, 2000);
    },
  };
}
