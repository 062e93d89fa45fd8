import { createEffect, createMemo, createSignal, on, Show, type JSX } from 'solid-js';
import { createEngine } from '../engine/ask.js';
import { createAnswer } from '../engine/create-answer.js';
import { ExpressionBox } from '../parts/expression-box.js';
import { LinkProblems } from '../parts/link-problems.js';
import { Maths } from '../parts/maths.js';
import { csvFile, save } from '../parts/save.js';
import { copied, copies, TakeAlong } from '../parts/take-along.js';
import { createUrlState } from '../shell/url-state.js';
import { MarkedFormula } from './marked-formula.js';
import { OwnAnswer } from './own-answer.js';
import { QuizLines } from './quiz-lines.js';
import { RuleTree } from './rule-tree.js';
import { sourcesOf } from './sources.js';
import type { answers, StepsAnswer, StepView } from './worker.js';
import './page.css';

export function Page(): JSX.Element {
  const state = createUrlState({ f: 'x^2 sin(3x + 1)', step: '' });
  const engine = createEngine<typeof answers>(() => new Worker(new URL('worker.ts', import.meta.url), { type: 'module' }));
  const { value, problem } = createAnswer(
    engine,
    'view',
    createMemo(() => ({ f: state.f() })),
  );
  const [hovered, setHovered] = createSignal<string>();
  createEffect(on(state.f, () => state.set({ step: '' }), { defer: true }));

  const chosen = (answer: StepsAnswer): StepView => {
    const id = hovered() ?? state.step();
    return answer.steps.find((step) => step.id === id) ?? answer.steps.find(({ inner }) => inner) ?? answer.steps.at(-1)!;
  };
  const files = (answer: StepsAnswer): JSX.Element => {
    const sources = sourcesOf(state.f(), answer.variable);
    return (
      <p class="takes">
        <TakeAlong
          copy={[...copies(() => sources), { name: 'LaTeX', run: () => copied('LaTeX', answer.latex) }]}
          save={[
            {
              name: 'CSV',
              run: () => {
                const rows = answer.steps.map(({ rule, texts: [before, after], note }) => [rule, before, after, note]);
                save('steps.csv', csvFile({ columns: ['rule', 'part', 'derivative', 'note'], rows, of: rows.length }));
                return Promise.resolve('Saved as steps.csv.');
              },
            },
          ]}
        />
      </p>
    );
  };

  return (
    <>
      <LinkProblems problems={state.problems} />
      <ExpressionBox
        label={<i>f =</i>}
        name="A function f"
        value={state.f()}
        onInput={(f) => state.set({ f })}
        problem={problem()}
        examples={['x^2 sin(3x + 1)', '(3x^2 + 5)^4', 'x^2/(x + 1)', 'sqrt(1 + exp(-x))', 'x^x', 'ln(cos(x))']}
      />
      <Show when={value()}>
        {(answer) => (
          <>
            <MarkedFormula answer={answer()} chosen={chosen(answer())} onPoint={setHovered} onChoose={(step) => state.set({ step })} />
            <div class="derivation">
              <section aria-labelledby="rules">
                <h2 id="rules">The rules, one inside the other</h2>
                <RuleTree
                  steps={answer().steps}
                  chosen={chosen(answer()).id}
                  onPoint={setHovered}
                  onChoose={(step) => state.set({ step })}
                />
              </section>
              <StepDetail step={chosen(answer())} variable={answer().variable} />
            </div>
            {files(answer())}
            <QuizLines engine={engine} f={state.f()} answer={answer()} />
            <OwnAnswer engine={engine} f={state.f()} answer={answer()} />
          </>
        )}
      </Show>
    </>
  );
}

/** The step that is pointed at: its part, what becomes of it, and why. */
function StepDetail(props: { readonly step: StepView; readonly variable: string }): JSX.Element {
  return (
    <section class="detail" aria-live="polite" aria-label="The step">
      <h3>{props.step.rule === 'simplify' ? 'written plainly' : props.step.rule}</h3>
      <Show when={props.step.rule !== 'simplify'}>
        <p>{props.step.note}</p>
      </Show>
      <Show when={props.step.inner}>
        {(inner) => (
          <p class="inner">
            <i>u =</i> <Maths markup={inner()[0]} />, <i>u′ =</i> <Maths markup={inner()[1]} />
          </p>
        )}
      </Show>
      <div class="line">
        <Maths markup={props.step.before} />
        <span class="becomes">
          <span aria-hidden="true">{props.step.rule === 'simplify' ? '=' : '↦'}</span>
          <span class="unseen">{props.step.rule === 'simplify' ? 'is the same as' : 'has the derivative'}</span>
        </span>
        <Maths markup={props.step.after} />
      </div>
      <p class="check">{props.step.check}</p>
    </section>
  );
}
