import type { PlainChart, ThemeName } from '@chainrule/viz';
import type { Picture, Size } from '../../engine/picture.js';
import { drawTiles } from '../tiles.js';
import type { Given } from './given.js';
import type { RatingsLearner, Taste } from './learner.js';

/** Where users and items lie in the plane of two of their numbers: who is where an item is would like it. */
export function planeChart(learner: RatingsLearner | undefined, taste: Taste | undefined, given: Given): PlainChart {
  const column = (weight: { readonly shape: readonly number[]; dataSync(): ArrayLike<number> }, at: number): number[] => {
    const data = weight.dataSync();
    return Array.from({ length: weight.shape[0]! }, (_, i) => data[i * weight.shape[1]! + at]!);
  };
  const found = learner?.embeddings();
  const rated = Object.keys(given).map(Number);
  const [across, up] = found ? [column(found.items, 0), column(found.items, 1)] : [[], []];
  return {
    kind: 'chart',
    title: 'Users and items in the plane',
    description: found
      ? 'Two of the three numbers of every user and every item. The further out both lie in one direction, the better the user likes the item; in opposite directions, the worse.'
      : 'Users and items appear when training begins: nobody says what their numbers mean, they are found.',
    x: { label: 'first number', ...(!found && { domain: [-1, 1] as const }) },
    y: { label: 'second number', ...(!found && { domain: [-1, 1] as const }) },
    marks: [
      ...(found ? [{ kind: 'scatter', name: 'users', colour: 4, x: column(found.users, 0), y: column(found.users, 1) } as const] : []),
      { kind: 'scatter', name: 'items', colour: 0, x: across, y: up },
      ...(rated.length > 0 && found
        ? [{ kind: 'scatter', name: 'rated by you', colour: 2, x: rated.map((i) => across[i]!), y: rated.map((i) => up[i]!) } as const]
        : []),
      ...(rated.length > 0 && taste
        ? [{ kind: 'scatter', symbol: 'cross', name: 'you', colour: 1, x: [taste.numbers[0]!], y: [taste.numbers[1]!] } as const]
        : []),
    ],
  };
}

const shown = 24;

/** The ratings of some users and items: those that are known, and all as the network fills them in. */
export function drawFilled(learner: RatingsLearner | undefined, size: Size, theme: ThemeName): Picture {
  const filled = learner?.filled(shown, shown);
  const beside = (values: ArrayLike<number>): number[] => Array.from(values, (x) => (Number.isNaN(x) ? 0 : x - learner!.mean));
  return drawTiles(
    {
      ...{ title: 'Ratings, filled in', id: 'filled' },
      description: filled
        ? `On the left the known ratings of ${shown} users, a row each, of ${shown} items: blue above the mean, orange below, empty where there is none. On the right what the network says of all.`
        : 'The known ratings, and those that are filled in, appear when training begins.',
      groups: filled
        ? [
            {
              name: 'known, and filled in',
              tiles: [
                { name: 'known', columns: shown, values: beside(filled.known) },
                { name: 'filled in', columns: shown, values: beside(filled.said) },
              ],
            },
          ]
        : [],
    },
    size,
    theme,
  );
}
