import type { JSX } from 'solid-js';
import { ExpressionBox, type ExpressionBoxProps } from './expression-box.js';

/** Where a function of x is typed. (Props that are spread would make every page heavier.) */
export const FunctionOfX = (props: Omit<ExpressionBoxProps, 'label' | 'name'>): JSX.Element => (
  <ExpressionBox
    label={<i>f(x) =</i>}
    name="A function f of x"
    value={props.value}
    onInput={(f) => props.onInput(f)}
    problem={props.problem}
    examples={props.examples ?? []}
  />
);
