import type { ThemeName } from '@chainrule/viz';
import type { Picture, Size } from '../../engine/picture.js';
import { drawBars } from '../bars.js';
import { drawTiles, percent } from '../tiles.js';
import type { Read } from './learner.js';

/** The most likely digit. */
const saidDigit = (chances: readonly number[]): number => chances.indexOf(Math.max(...chances));

/** How likely the network holds each digit. */
export function drawReading(read: Read | undefined, size: Size, theme: ThemeName): Picture {
  const chances = read?.chances ?? [];
  const digit = saidDigit(chances);
  return drawBars(
    {
      ...{ id: 'chances', title: 'What it reads', shown: 10 },
      bars: Array.from({ length: 10 }, (_, i) => ({ name: String(i), value: chances[i] ?? 0 })),
      description: read
        ? `It reads a ${digit}, with a probability of ${percent(chances[digit]!)}.`
        : 'Before it is trained it reads nothing.',
    },
    size,
    theme,
  );
}

/** The first layer's filters, and what each makes of the picture. */
export function drawFilters(read: Read | undefined, size: Size, theme: ThemeName): Picture {
  const named = (name: string, columns: number, all: readonly ArrayLike<number>[]) =>
    all.map((values, i) => ({ name: `${name} ${i + 1}`, columns, values }));
  return drawTiles(
    {
      ...{ title: 'Sixteen filters', id: 'filters' },
      description: read
        ? 'Above, the sixteen filters of the first layer, 3 × 3 weights each: blue is positive, orange negative. Below, where in the picture each finds what it looks for.'
        : 'The filters of the first layer appear when training begins.',
      groups: read
        ? [
            { name: 'weights', tiles: named('filter', 3, read.filters) },
            { name: 'what they find in the picture', tiles: named('found by filter', 8, read.maps) },
          ]
        : [],
    },
    size,
    theme,
  );
}
