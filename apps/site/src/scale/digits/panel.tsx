import { createSignal, For, Show, type JSX } from 'solid-js';
import { createView } from '../../engine/create-view.js';
import { ConfusionTable } from '../../parts/confusion-table.js';
import { Figure } from '../../parts/figure.js';
import type { Panel } from '../panel.js';
import { Pad } from './pad.js';
import { PixelGrid } from './pixel-grid.js';
import { pixelsIn, pixelText } from './pixels.js';
import type { Strokes } from './strokes.js';

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

export interface DigitsPanelProps {
  readonly panel: Panel;
  /** The picture as it stands in the address. */
  readonly picture: string;
  onPicture(picture: string): void;
}

/** A digit drawn by the reader, and what the network reads in it. */
export function DigitsPanel(props: DigitsPanelProps): JSX.Element {
  const [strokes, setStrokes] = createSignal<Strokes>([]);
  const [samples, setSamples] = createSignal(0);
  const pixels = (): number[] => pixelsIn(props.picture);
  const show = (picture: readonly number[]): void => props.onPicture(pixelText(picture));
  const view = createView(props.panel.engine, 'digits', () => ({
    recipe: props.panel.recipe,
    moment: props.panel.moment,
    pixels: pixels(),
    still: props.panel.still,
  }));

  const draw = async (drawn: Strokes): Promise<void> => {
    setStrokes(drawn);
    const reply = await props.panel.engine.ask('pixels', drawn);
    if (reply && 'value' in reply && strokes() === drawn) show(reply.value);
  };
  const take = async (digit: number): Promise<void> => {
    setStrokes([]);
    setSamples((count) => count + 1);
    const reply = await props.panel.engine.ask('sample', { recipe: props.panel.recipe, digit, which: samples() });
    if (!reply || !('value' in reply)) return;
    show(reply.value);
    props.panel.onFetched();
  };
  const set = (picture: readonly number[]): void => {
    setStrokes([]);
    show(picture);
  };

  return (
    <>
      <section aria-labelledby="draw">
        <h2 id="draw">Draw a digit</h2>
        <p>
          Draw it large, as with a marker. It is made into 8 × 8 pixels as the pictures that the network has learned from were: on the right
          is what it sees.
        </p>
        <div class="easel">
          <Pad strokes={strokes()} onDraw={(drawn) => void draw(drawn)} />
          <PixelGrid pixels={pixels()} onChange={set} />
          <div class="hand">
            <button type="button" class="button" onClick={() => set(Array<number>(64).fill(0))}>
              Clear
            </button>
            <p class="samples" role="group" aria-label="Take a picture of the test">
              <span>or take one it has not seen:</span>
              <For each={digits}>
                {(name, digit) => (
                  <button type="button" class="plain" onClick={() => void take(digit())}>
                    {name}
                  </button>
                )}
              </For>
            </p>
          </div>
        </div>
        <Figure drawing={view.drawing('chances')} file="digit-read" sources={props.panel.sources} shape={0.3} waits={!props.panel.still} />
      </section>
      <section aria-labelledby="filters-head">
        <h2 id="filters-head">What it looks for</h2>
        <Figure drawing={view.drawing('filters')} file="filters" sources={props.panel.sources} shape={0.2} waits={!props.panel.still} />
      </section>
      <Show when={view.value()?.confusion}>{(counts) => <ConfusionTable confusion={counts()} classes={digits} />}</Show>
    </>
  );
}
