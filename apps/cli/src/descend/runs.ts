import { ChainruleError, didYouMean, type Expr } from '@chainrule/core';
import { descend, optimizers, type Optimizer, type OptimizerName, type Trace } from '@chainrule/optim';
import { objective } from '@chainrule/symbolic';

/** One way down: its name, and what became of it. */
export interface DescentRun {
  readonly name: string;
  readonly trace: Trace<number[]>;
}

export interface DescentOptions {
  readonly from: number[];
  readonly steps: number;
  /** Plain gradient descent with each of these. */
  readonly rates?: readonly number[];
  /** Or these optimizers, with the first rate where one is given, else with their own defaults. */
  readonly optimizers?: readonly string[];
}

/** Descents of one formula side by side. */
export function descentRuns(expr: Expr, variables: readonly string[], { from, steps, rates, ...given }: DescentOptions): DescentRun[] {
  const f = objective(expr, variables);
  if (given.optimizers === undefined)
    return (rates ?? [0.1]).map((rate) => ({ name: `rate ${rate}`, trace: descend(f, { from, steps, learningRate: rate }) }));
  return given.optimizers.map((name) => {
    const optimizer = optimizerNamed(name, rates?.[0]);
    return { name, trace: descend(f, { from, steps, optimizer }) };
  });
}

/** Optimizers that wrap another are not chosen by a name alone. */
const alone = Object.keys(optimizers).filter((name) => name !== 'sam' && name !== 'lookahead') as OptimizerName[];

/** An optimizer by its name. Throws `argument` for a name that none has. */
export function optimizerNamed(name: string, learningRate: number | undefined): Optimizer {
  const found = alone.find((each) => each === name);
  if (found === undefined)
    throw new ChainruleError('argument', `there is no optimizer "${name}"${didYouMean(name, alone)}`, {
      operation: '--optimizers',
      hint: `there are ${alone.join(', ')}`,
    });
  const make = optimizers[found] as (options: { learningRate?: number }) => Optimizer;
  return make(learningRate === undefined ? (found === 'sgd' ? { learningRate: 0.1 } : {}) : { learningRate });
}
