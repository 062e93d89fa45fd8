import { createSignal, createUniqueId, Show, type JSX } from 'solid-js';
import type { Engine } from '../engine/ask.js';
import { ProblemText } from '../parts/problem.js';
import type { Problem } from '../engine/answer.js';
import type { answers, Judgement } from './worker.js';

export type StepsEngine = Engine<typeof answers>;

export interface LineFormProps {
  readonly label: string;
  judge(line: string): ReturnType<StepsEngine['ask']>;
  /** Called when the line is right. */
  onRight?(): void;
  readonly children?: JSX.Element;
}

/** A line for the reader to write, and what it is worth. */
export function LineForm(props: LineFormProps): JSX.Element {
  const id = createUniqueId();
  const [line, setLine] = createSignal('');
  const [judged, setJudged] = createSignal<Judgement>();
  const [problem, setProblem] = createSignal<Problem>();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (line().trim() === '') return;
    const reply = await props.judge(line());
    if (reply === undefined) return;
    setProblem('problem' in reply ? reply.problem : undefined);
    const judgement = 'value' in reply ? (reply.value as Judgement) : undefined;
    setJudged(judgement);
    if (judgement?.verdict === 'equal') props.onRight?.();
  };
  return (
    <form class="own-line" onSubmit={(event) => void submit(event)}>
      <label for={id}>{props.label}</label>
      <div class="row">
        <input
          id={id}
          class="field code"
          type="text"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          maxlength="2000"
          value={line()}
          onInput={(event) => {
            setLine(event.currentTarget.value);
            setJudged(undefined);
          }}
          aria-invalid={problem() !== undefined}
          aria-describedby={`${id}-said`}
        />
        <button type="submit" class="button main">
          Check
        </button>
        {props.children}
      </div>
      <div id={`${id}-said`}>
        <ProblemText problem={problem()} />
        <p class={`judged ${judged()?.verdict ?? ''}`} role="status">
          <Show when={judged()}>{(judgement) => judgement().message}</Show>
        </p>
      </div>
    </form>
  );
}
