import { createEffect, createSignal, For, onMount, Show, type JSX } from 'solid-js';
import { createEngine } from '../engine/ask.js';
import { createView } from '../engine/create-view.js';
import { ExpressionBox } from '../parts/expression-box.js';
import { Figure } from '../parts/figure.js';
import { LinkProblems } from '../parts/link-problems.js';
import { Maths } from '../parts/maths.js';
import { createUrlState } from '../shell/url-state.js';
import { answerInDocument, firstFunction, firstShape } from './first-answer.js';
import { sourcesOf } from './sources.js';
import type { answers, HomeAnswer } from './worker.js';
import './page.css';

const examples = [firstFunction, '(3x^2 + 5)^4', 'exp(-x^2/2)', 'x^x', 'sigmoid(x)', 'x^2 - x*y + 3y^2'];

/** The page, as its document is built (with its first answer given) and as it is used. */
export function Page(given: { readonly first?: HomeAnswer }): JSX.Element {
  const state = createUrlState({ f: firstFunction });
  const first = state.f() === firstFunction ? (given.first ?? answerInDocument()) : undefined;
  // Nothing is fetched and computed for the first answer, until the reader begins.
  const [begun, setBegun] = createSignal(first === undefined);
  onMount(() => ['pointerdown', 'focusin'].forEach((kind) => addEventListener(kind, () => setBegun(true), { once: true })));
  const engine = createEngine<typeof answers>(() => new Worker(new URL('worker.ts', import.meta.url), { type: 'module' }));
  const view = createView(engine, 'view', () => (begun() ? { f: state.f() } : undefined), first);
  const { value, problem } = view;
  const variables = (): readonly string[] => (value()?.variables.length ? value()!.variables : ['x']);
  // The labs are listed in the document, which a reader without scripts sees too.
  createEffect(() => {
    for (const link of document.querySelectorAll<HTMLAnchorElement>('.contents a'))
      link.search = carried(link.dataset['takes']!, state.f(), variables());
  });

  return (
    <>
      <LinkProblems problems={state.problems} />
      <section class="try" aria-label="Try it">
        <ExpressionBox
          label={
            <i>
              f({variables().slice(0, 3).join(', ')}
              {variables().length > 3 ? ', …' : ''}) =
            </i>
          }
          name="A function f"
          value={state.f()}
          onInput={(f) => state.set({ f })}
          problem={problem()}
          examples={examples}
        />
        <div class="result" aria-live="polite" classList={{ stale: problem() !== undefined }}>
          <Show when={value()}>
            {(answer) => (
              <For each={answer().derivatives}>
                {({ variable, maths }) => (
                  <p class="derivative">
                    <Maths markup={differential(variable, answer().derivatives.length > 1)} />
                    <span class="equals">=</span>
                    <Maths markup={maths} />
                  </p>
                )}
              </For>
            )}
          </Show>
        </div>
        <Show
          when={variables().length <= 2}
          fallback={<p class="note">A function of more than two variables has no picture here; its derivatives are above.</p>}
        >
          <Figure
            drawing={view.drawing('graph')}
            file="derivative"
            sources={sourcesOf(state.f(), variables())}
            shape={variables().length === 2 ? 0.72 : firstShape}
          />
        </Show>
      </section>
    </>
  );
}

/** The function as a link's query, where a lab can take it: one of x alone, or of x and y. */
function carried(takes: string, f: string, variables: readonly string[]): string {
  const known = takes !== '' && variables.every((name) => takes.includes(name)) && (takes === 'x' || variables.length === 2);
  return known ? `?f=${encodeURIComponent(f)}` : '';
}

function differential(variable: string, partial: boolean): string {
  const d = partial ? '∂' : 'd';
  const name = variable.replace(/[&<>]/g, '');
  return `<math><mfrac><mrow><mi mathvariant="normal">${d}</mi><mi>f</mi></mrow><mrow><mi mathvariant="normal">${d}</mi><mi>${name}</mi></mrow></mfrac></math>`;
}
