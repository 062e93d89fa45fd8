import { ndarray, type NdArray, type Tree, type Value } from '@chainrule/core';
import { advance, begin, type Optimizer, type Run, type UpdateContext } from '@chainrule/optim';
import { tensor, type Tensor } from '@chainrule/tensor';

/** What makes the optimizer of a learning rate. */
export type MakeOptimizer = (options: { readonly learningRate: number }) => Optimizer;

/** An optimizer to be tested, and what it says of itself. */
export interface OptimizerSubject {
  readonly make: MakeOptimizer;
  /** One with which it descends. */
  readonly learningRate: number;
  readonly steps: number;
  readonly evaluatesLoss: boolean;
  readonly movesAtRateZero: boolean;
}

/** The parameters of the problem: two matrices and a vector, in a tree. */
export interface Params<V> {
  readonly layers: readonly { readonly w: V; readonly b: V }[];
}
export type Arrays = Params<NdArray>;

export const startIn = (dtype: 'float32' | 'float64'): Arrays => ({
  layers: [
    { w: ndarray([[1.5, -2, 0.3], [0.7, 1.1, -0.4]]).cast(dtype), b: ndarray([0.5, -1]).cast(dtype) }, // prettier-ignore
    { w: ndarray([[0.9], [-1.3]]).cast(dtype), b: ndarray([2]).cast(dtype) },
  ],
});
export const start = /* @__PURE__ */ startIn('float64');
const aims = [0.25, 3, -0.75, 1.5];

const leavesOf = <V>({ layers: [first, second] }: Params<V>): readonly V[] => [first!.w, first!.b, second!.w, second!.b];
const treeOf = <V>([w1, b1, w2, b2]: readonly V[]): Params<V> => ({ layers: [{ w: w1!, b: b1! }, { w: w2!, b: b2! }] }); // prettier-ignore

/** The loss of a quadratic bowl, steeper in some directions than in others; its gradient. */
export const lossOf = <V extends Value>(params: Params<V>): V =>
  leavesOf<V>(params)
    .map((leaf, i) =>
      leaf
        .sub(aims[i]!)
        .pow(2)
        .sum()
        .mul(1 + i),
    ) // prettier-ignore
    .reduce((sum, part) => sum.add(part as never)) as V;
export const gradientOf = <V extends Value>(params: Params<V>): Params<V> =>
  treeOf(leavesOf<V>(params).map((leaf, i) => leaf.sub(aims[i]!).mul(2 * (1 + i)) as V));

/** The loss and gradient that an optimizer may ask for. */
export const more = (params: Params<Value>): Pick<UpdateContext, 'value' | 'valueAndGrad'> => ({
  value: lossOf(params),
  valueAndGrad: (p: Tree<Value>) => [lossOf(p as Params<Value>), gradientOf(p as Params<Value>)] as const,
});

/** One step of a run down the bowl. */
export const stepped = <P extends Params<Value>>(run: Run<P>): Run<P> => advance(run, gradientOf(run.params), more(run.params));

/** A run of so many steps. */
export function runOf<P extends Params<Value>>(optimizer: Optimizer, from: P, steps: number): Run<P> {
  let run: Run<P> = begin(optimizer, from);
  for (let i = 0; i < steps; i++) run = stepped(run);
  return run;
}

export const onTensors = ({ layers }: Arrays): Params<Tensor> => ({ layers: layers.map(({ w, b }) => ({ w: tensor(w), b: tensor(b) })) });
