import { createSignal, For, type JSX } from 'solid-js';

const rows = Array.from({ length: 8 }, (_, row) => row);
const moves: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ...{ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] },
};
const inside = (at: number): number => Math.min(7, Math.max(0, at));

/** The picture as the network sees it. Arrow keys go from pixel to pixel; Enter, space and clicks blacken one, or clear it. */
export function PixelGrid(props: { readonly pixels: readonly number[]; onChange(pixels: number[]): void }): JSX.Element {
  const [here, setHere] = createSignal(0);
  const move = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
    const by = moves[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setHere(8 * inside(Math.floor(here() / 8) + by[0]) + inside((here() % 8) + by[1]));
    event.currentTarget.querySelectorAll<HTMLElement>('[role=gridcell]')[here()]!.focus();
  };
  return (
    <div class="pixels" role="grid" aria-label="The picture, 8 by 8 pixels" onKeyDown={move}>
      <For each={rows}>
        {(row) => (
          <div role="row">
            <For each={rows}>
              {(column) => {
                const at = 8 * row + column;
                return (
                  <button
                    type="button"
                    role="gridcell"
                    tabindex={here() === at ? 0 : -1}
                    aria-label={`row ${row + 1}, column ${column + 1}: ink ${props.pixels[at]!} of 16`}
                    style={{ '--ink-share': props.pixels[at]! / 16 }}
                    onFocus={() => setHere(at)}
                    onClick={() => props.onChange(props.pixels.map((ink, i) => (i === at ? (ink > 7 ? 0 : 16) : ink)))}
                  />
                );
              }}
            </For>
          </div>
        )}
      </For>
    </div>
  );
}
