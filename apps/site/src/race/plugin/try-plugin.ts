import type { Path } from '../path.js';

export interface PluginRace {
  readonly f: string;
  readonly from: readonly [number, number];
  readonly steps: number;
}

export type PluginOutcome = { readonly path: Path } | { readonly problem: string };

/** Milliseconds: for the optimizer, and for the frame to be there. */
const [patience, arrival] = [3000, 30_000];

/**
 * Races an optimizer that was pasted in: in a frame of an origin of its own, which can reach neither this page nor any network, and in a
 * worker there. The frame is ended when the answer is here, or when none comes. What it says is believed only as far as it is numbers.
 */
export function tryPlugin(plugin: string, race: PluginRace): Promise<PluginOutcome> {
  const frame = document.createElement('iframe');
  frame.sandbox.add('allow-scripts');
  frame.title = 'Where the pasted optimizer runs';
  frame.hidden = true;
  frame.src = 'plugin/';
  return new Promise<PluginOutcome>((resolve) => {
    const finish = (outcome: PluginOutcome): void => {
      clearTimeout(timer);
      removeEventListener('message', hear);
      frame.remove();
      resolve(outcome);
    };
    let there = false;
    let timer = setTimeout(() => finish({ problem: 'The frame for the optimizer is not there.' }), arrival);
    const hear = ({ source, data }: MessageEvent<unknown>): void => {
      if (source !== frame.contentWindow || typeof data !== 'object' || data === null) return;
      // The frame says so once, before it has the optimizer, which could say it too.
      if ('ready' in data && !there) {
        there = true;
        clearTimeout(timer);
        timer = setTimeout(
          () => finish({ problem: `The optimizer did not finish within ${patience / 1000} seconds, and was ended.` }),
          patience,
        );
        frame.contentWindow?.postMessage({ plugin, race }, '*');
      } else finish(outcomeOf(data, race));
    };
    addEventListener('message', hear);
    document.body.append(frame);
  });
}

/** What a frame said, as far as it makes sense. */
export function outcomeOf(said: object, { steps }: PluginRace): PluginOutcome {
  if ('problem' in said) return { problem: `The optimizer failed: ${String(said.problem).slice(0, 400)}` };
  const path = 'path' in said ? said.path : undefined;
  if (typeof path !== 'object' || path === null || !('points' in path) || !('values' in path))
    return { problem: 'The optimizer said nothing.' };
  const { points, values } = path;
  const fits =
    Array.isArray(points) &&
    Array.isArray(values) &&
    points.length === values.length &&
    points.length > 0 &&
    points.length <= steps + 1 &&
    values.every((value) => typeof value === 'number') &&
    points.every((point) => Array.isArray(point) && point.length === 2 && point.every((at) => typeof at === 'number'));
  return fits ? { path: { points: points as Path['points'], values } } : { problem: 'What the optimizer said is no path.' };
}
