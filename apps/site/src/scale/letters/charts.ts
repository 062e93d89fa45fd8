import type { ThemeName } from '@chainrule/viz';
import type { Picture, Size } from '../../engine/picture.js';
import { drawBars } from '../bars.js';
import { drawTiles, percent } from '../tiles.js';

/** A letter as it can be seen. */
export const shownLetter = (letter: string): string => (letter === ' ' ? '␣' : letter === '\n' ? '⏎' : letter);

const shown = 16;

/** The letters that are most likely to come next. */
export function drawChances(alphabet: readonly string[], chances: readonly number[] | undefined, size: Size, theme: ThemeName): Picture {
  const likely = (chances ?? []).map((chance, i) => ({ name: shownLetter(alphabet[i]!), value: chance })).sort((a, b) => b.value - a.value);
  return drawBars(
    {
      ...{ id: 'chances', title: 'The next letter', bars: likely, shown, most: likely[0]?.value ?? 1 },
      description:
        likely.length > 1
          ? `After what is written, “${likely[0]!.name}” comes next with a probability of ${percent(likely[0]!.value)}, then “${likely[1]!.name}” with ${percent(likely[1]!.value)}.`
          : 'Before it is trained it knows no letters.',
    },
    size,
    theme,
  );
}

/** How much each of the last letters heeds those before it. */
export function drawAttention(
  seen: { readonly letters: readonly string[]; readonly blocks: readonly ArrayLike<number>[] } | undefined,
  size: Size,
  theme: ThemeName,
): Picture {
  const labels = seen?.letters.map(shownLetter);
  return drawTiles(
    {
      ...{ title: 'What it looks at', id: 'attention' },
      description: seen
        ? 'Each row is a letter of what is written, each column a letter that it heeds, in the first block and in the second. None sees what comes after it.'
        : 'What each letter heeds appears when training begins.',
      groups: seen
        ? [
            {
              name: 'block 1, block 2',
              tiles: seen.blocks.map((values, i) => ({ name: `block ${i + 1}`, columns: labels!.length, values, labels: labels! })),
            },
          ]
        : [],
    },
    size,
    theme,
  );
}
