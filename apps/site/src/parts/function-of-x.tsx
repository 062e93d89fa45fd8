import type { JSX } from 'solid-js';
import { ExpressionBox, type ExpressionBoxProps } from './expression-box.js';

/** Where a function of x is typed. */
export function FunctionOfX(props: Omit<ExpressionBoxProps, 'label' | 'name'>): JSX.Element {
  return <ExpressionBox label={<i>f(x) =</i>} name="A function f of x" {...props} />;
}
