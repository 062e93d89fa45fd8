import { createEffect, createSignal, For, on, Show, type JSX } from 'solid-js';
import { Maths } from '../parts/maths.js';
import { LineForm, type StepsEngine } from './line-form.js';
import type { StepsAnswer, StepView } from './worker.js';

/** The derivation as a quiz: the reader writes each line, or has it shown. */
export function QuizLines(props: { readonly engine: StepsEngine; readonly f: string; readonly answer: StepsAnswer }): JSX.Element {
  const [seen, setSeen] = createSignal(0);
  const [right, setRight] = createSignal(0);
  const restart = (): void => {
    setSeen(0);
    setRight(0);
  };
  createEffect(on(() => props.f, restart, { defer: true }));
  const question = (): StepView | undefined => props.answer.steps[seen()];
  return (
    <section aria-labelledby="quiz">
      <h2 id="quiz">Write the steps yourself</h2>
      <p>Innermost parts first. Write the derivative of each part as the rule gives it, or simplified; both are right.</p>
      <ol class="quiz">
        <For each={props.answer.steps.slice(0, seen())}>
          {(step) => (
            <li>
              <span class="rule">{step.rule === 'simplify' ? 'written plainly' : step.rule}</span>
              <span class="line">
                <Maths markup={step.before} /> <span class="becomes">{step.rule === 'simplify' ? '=' : '↦'}</span>{' '}
                <Maths markup={step.after} />
              </span>
            </li>
          )}
        </For>
      </ol>
      <Show
        when={question()}
        keyed
        fallback={
          <p class="judged equal" role="status">
            Done: {right()} of {props.answer.steps.length} lines were yours.{' '}
            <button type="button" class="plain" onClick={restart}>
              Again
            </button>
          </p>
        }
      >
        {(step) => (
          <>
            <p class="question">
              <Show when={step.rule !== 'simplify'} fallback="Last, write it plainly:">
                By the rule “{step.rule}”, what is the derivative of
              </Show>{' '}
              <Maths markup={step.before} />
              <Show when={step.rule !== 'simplify'}>?</Show>
            </p>
            <LineForm
              label={`Line ${seen() + 1} of ${props.answer.steps.length}`}
              judge={(line) => props.engine.ask('quiz', { f: props.f, seen: seen(), line })}
              onRight={() => {
                setRight(right() + 1);
                setSeen(seen() + 1);
              }}
            >
              <button type="button" class="button" onClick={() => setSeen(seen() + 1)}>
                Show me
              </button>
            </LineForm>
          </>
        )}
      </Show>
    </section>
  );
}
