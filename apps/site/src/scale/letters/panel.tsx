import { createSignal, createUniqueId, Show, type JSX } from 'solid-js';
import { createView } from '../../engine/create-view.js';
import { Figure } from '../../parts/figure.js';
import { textNames, texts, type TextName } from '../nets.js';
import type { Panel } from '../panel.js';

export interface LettersPanelProps {
  readonly panel: Panel;
  readonly own: string;
  readonly beginning: string;
  onText(text: TextName): void;
  onOwn(own: string): void;
  onBeginning(beginning: string): void;
}

/** As much of a text as a link can carry. */
export const mostInLink = 1500;

/** A text that is learned from, and how the network writes on. */
export function LettersPanel(props: LettersPanelProps): JSX.Element {
  const [luck, setLuck] = createSignal(0);
  const [ownId, beginningId] = [createUniqueId(), createUniqueId()];
  const view = createView(props.panel.engine, 'letters', () => ({
    ...{ recipe: props.panel.recipe, moment: props.panel.moment, beginning: props.beginning, luck: luck() },
    count: props.panel.still ? 240 : 60,
  }));
  return (
    <>
      <fieldset class="sets">
        <legend>Learn from</legend>
        {textNames.map((text) => (
          <label>
            <input type="radio" name="text" checked={props.panel.recipe.text === text} onChange={() => props.onText(text)} />
            {texts[text]}
          </label>
        ))}
      </fieldset>
      <Show when={props.panel.recipe.text === 'own'}>
        <div class="own">
          <label for={ownId}>Your text: some thousand letters at least. It stays in this page.</label>
          <textarea
            class="field"
            id={ownId}
            rows="6"
            spellcheck={false}
            value={props.own}
            onInput={(event) => props.onOwn(event.currentTarget.value)}
          />
          <Show when={props.own.length > mostInLink}>
            <p class="note">This text is too long for a link: whoever gets yours has to bring the text along.</p>
          </Show>
        </div>
      </Show>
      <section aria-labelledby="writes">
        <h2 id="writes">It writes on</h2>
        <p>
          For every letter the network says how likely each letter is to come next; one is drawn, and it goes on from there. While it
          learns, watch syllables come, then words.
        </p>
        <div class="choice">
          <label for={beginningId}>It begins with</label>
          <input
            class="field code"
            id={beginningId}
            type="text"
            maxlength="200"
            autocomplete="off"
            spellcheck={false}
            value={props.beginning}
            onInput={(event) => props.onBeginning(event.currentTarget.value)}
          />
        </div>
        <p class="written" role="region" aria-label="What it writes" tabindex="0">
          <b>{props.beginning}</b>
          {view.value()?.written ?? ' … when training begins.'}
        </p>
        <p class="buttons">
          <button type="button" class="button" onClick={() => setLuck((count) => count + 1)}>
            Write it anew
          </button>
        </p>
        <Figure drawing={view.drawing('chances')} file="next-letter" sources={props.panel.sources} shape={0.2} waits={!props.panel.still} />
      </section>
      <section aria-labelledby="attention-head">
        <h2 id="attention-head">What it looks at</h2>
        <Figure drawing={view.drawing('attention')} file="attention" sources={props.panel.sources} shape={0.5} waits={!props.panel.still} />
      </section>
    </>
  );
}
