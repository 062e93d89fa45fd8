import { createEffect, on, type JSX } from 'solid-js';
import { Maths } from '../parts/maths.js';
import type { StepsAnswer, StepView } from './worker.js';

export interface MarkedFormulaProps {
  readonly answer: StepsAnswer;
  readonly chosen: StepView;
  onPoint(step: string | undefined): void;
  onChoose(step: string): void;
}

/** The formula, with the part lit that the chosen step is about; pointing at a part chooses its step. */
export function MarkedFormula(props: MarkedFormulaProps): JSX.Element {
  const partAt = (event: Event): string | undefined =>
    (event.target as Element).closest<HTMLElement>('[data-part]')?.dataset['part'] ?? undefined;
  const place = (
    <div
      class="marked"
      onPointerOver={(event) => event.pointerType === 'mouse' && props.onPoint(partAt(event))}
      onPointerLeave={() => props.onPoint(undefined)}
      onClick={(event) => {
        const part = partAt(event);
        if (part !== undefined) props.onChoose(part);
      }}
    >
      <Maths
        markup={`<math><mfrac><mi mathvariant="normal">d</mi><mrow><mi mathvariant="normal">d</mi><mi>${props.answer.variable}</mi></mrow></mfrac></math>`}
      />
      <Maths markup={props.answer.maths} />
      <span class="equals">=</span>
      <Maths markup={props.answer.result} />
    </div>
  ) as HTMLElement;
  createEffect(
    // Parts are new whenever the formula is.
    on([() => props.answer, () => props.chosen], ([, { id }]) => {
      for (const part of place.querySelectorAll<HTMLElement>('[data-part]')) part.toggleAttribute('data-lit', part.dataset['part'] === id);
    }),
  );
  return place;
}
