import { For, Show, type JSX } from 'solid-js';
import { Maths } from '../parts/maths.js';
import type { StepView } from './worker.js';

export interface RuleTreeProps {
  readonly steps: readonly StepView[];
  readonly chosen: string;
  onPoint(step: string | undefined): void;
  onChoose(step: string): void;
}

/** The steps as a tree, the rule for the whole first: each below the one it serves. Arrow keys go from step to step. */
export function RuleTree(props: RuleTreeProps): JSX.Element {
  const below = (parent: string | undefined): readonly StepView[] => props.steps.filter((step) => step.parent === parent);
  const walk = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
    next.click();
  };
  const list = (parent: string | undefined, depth: number): JSX.Element => (
    <ol>
      <For each={below(parent)}>
        {(step) => (
          <li>
            <button
              type="button"
              class={`colour-${depth % 5}`}
              aria-pressed={step.id === props.chosen}
              onClick={() => props.onChoose(step.id)}
              onPointerEnter={(event) => event.pointerType === 'mouse' && props.onPoint(step.id)}
              onPointerLeave={() => props.onPoint(undefined)}
            >
              <span class="rule">{step.rule === 'simplify' ? 'written plainly' : step.rule}</span>
              <Maths markup={step.rule === 'simplify' ? step.after : step.before} />
            </button>
            <Show when={below(step.id).length > 0}>{list(step.id, depth + 1)}</Show>
          </li>
        )}
      </For>
    </ol>
  );
  return (
    <div class="tree" onKeyDown={walk}>
      {list(undefined, 0)}
    </div>
  );
}
