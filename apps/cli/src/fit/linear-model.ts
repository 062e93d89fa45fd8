import { Expr } from '@chainrule/core';
import type { Tensor } from '@chainrule/tensor';

/** The parameters of a linear model, one weight per feature. */
export interface Parameters<T = Tensor, N = T> {
  readonly weights: T;
  readonly intercept: N;
}

/** The predictions x·w + b, one for each row. */
export const predict = ({ weights, intercept }: Parameters, features: Tensor): Tensor =>
  features
    .matmul(weights.reshape([-1, 1]))
    .reshape([-1])
    .add(intercept);

/** The mean squared error of the predictions. */
export const loss = (params: Parameters, features: Tensor, target: Tensor): Tensor => predict(params, features).sub(target).pow(2).mean();

/** The squared error of one row as a formula, and its variables: w0 …, b, x0 …, y. */
export function rowLoss(features: number): {
  readonly expr: Expr;
  readonly parameters: readonly string[];
  readonly data: readonly string[];
} {
  const names = (letter: string): string[] => Array.from({ length: features }, (_, i) => `${letter}${i}`);
  const [w, x] = [names('w'), names('x')];
  const prediction = w.reduce((sum, name, i) => sum.plus(Expr.variable(name).times(Expr.variable(x[i]!))), Expr.variable('b'));
  return { expr: prediction.minus(Expr.variable('y')).squared(), parameters: [...w, 'b'], data: [...x, 'y'] };
}

/** The model in words: `y ≈ b + w₁·age + … + w₁₀·s6`. */
export function modelText(names: readonly string[], target: string): string {
  const subscript = (n: number): string =>
    names.length === 1 ? '' : String(n).replace(/\d/g, (d) => String.fromCharCode(0x2080 + Number(d)));
  const terms = names.map((name, i) => `w${subscript(i + 1)}·${name}`);
  return `${target} ≈ b + ${(terms.length > 4 ? [terms[0]!, terms[1]!, '…', terms.at(-1)!] : terms).join(' + ')}`;
}
