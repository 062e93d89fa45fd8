import { Show, type JSX } from 'solid-js';
import { LineForm, type StepsEngine } from './line-form.js';
import type { StepsAnswer } from './worker.js';

/** The reader's own derivative of the whole, checked however it is written. */
export function OwnAnswer(props: { readonly engine: StepsEngine; readonly f: string; readonly answer: StepsAnswer }): JSX.Element {
  return (
    <section aria-labelledby="own">
      <h2 id="own">Check your own answer</h2>
      <p>Did it by hand? Write it in any form: what counts is whether it is equal. Common slips are recognised by name.</p>
      <Show when={props.f} keyed>
        <LineForm label={`Your derivative by ${props.answer.variable}`} judge={(line) => props.engine.ask('check', { f: props.f, line })} />
      </Show>
    </section>
  );
}
