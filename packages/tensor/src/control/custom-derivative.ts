import { ChainruleError } from '@chainrule/core';
import type { Operation } from '@chainrule/program';
import { withRules, type Application, type Perhaps, type Primitive } from '../graph/primitive.js';
import { allBatched } from '../primitives/batch.js';
import { stopGradient } from '../primitives/stop-gradient.js';
import { apply, type Tensor } from '../tensor.js';
import { leavesOf } from '../transform/arguments.js';
import { vmap } from '../transform/vmap.js';

type Tensors = readonly Tensor[];
/** The user's rule on flat lists; one of the two. */
interface Rule {
  /** How many of the inputs are arguments; the others are the results, already computed. */
  readonly count: number;
  /** How the results were computed. */
  readonly value: (primals: Tensors) => Tensors;
  readonly jvp?: (primals: Tensors, tangents: Tensors) => Tensors;
  readonly vjp?: (primals: Tensors, cotangents: Tensors) => Tensors;
}

const zeros = (like: Tensors, some: readonly Perhaps[]): Tensor[] => like.map((x, i) => some[i] ?? x.constant(0, x.shape));
const again = (inputs: Tensors, { value, count }: Rule): Tensors => value(inputs.slice(0, count));
const argumentsOf = ({ inputs, parameters }: Application<Rule>): Tensors => inputs.slice(0, parameters.count);

/** The results are handed to it, already computed. */
const handedOn = (name: string): Operation<Rule> => ({
  name,
  types: (inputs, { count }) => inputs.slice(count),
  value: (inputs, { count }) => inputs.slice(count),
});

/** Results with a derivative of the user's, forward. */
const customJvp: Primitive<Rule> = /* @__PURE__ */ withRules<Rule>(/* @__PURE__ */ handedOn('customJvp'), {
  again,
  jvp: (tangents, application) => {
    const primals = argumentsOf(application);
    return application.parameters.jvp!(primals, zeros(primals, tangents));
  },
  batch: (inputs, axes, { count, value, jvp }, size) => ({
    outputs: apply(customJvp, allBatched(inputs, axes, size), {
      count,
      value: (primals) => vmap((p: Tensors) => value(p))(primals),
      jvp: (primals, tangents) => vmap((p: Tensors, t: Tensors) => jvp!(p, t))(primals, tangents),
    }),
    axes: inputs.slice(count).map(() => 0),
  }),
});

/** Results with a derivative of the user's, reverse. */
const customVjp: Primitive<Rule> = /* @__PURE__ */ withRules<Rule>(/* @__PURE__ */ handedOn('customVjp'), {
  again,
  linearity: 'point',
  linearInputs: ({ count }) => Array.from({ length: count }, (_, i) => i),
  jvp: () => {
    throw new ChainruleError('not-differentiable', 'a function with a custom vjp has no forward mode', {
      operation: 'jvp',
      hint: 'give customDerivative a jvp: it serves both modes',
    });
  },
  transpose: (input, cotangents, application) => pulledBack(cotangents, application)[input],
  batch: (inputs, axes, { count, value, vjp }, size) => ({
    outputs: apply(customVjp, allBatched(inputs, axes, size), {
      count,
      value: (primals) => vmap((p: Tensors) => value(p))(primals),
      vjp: (primals, cotangents) => vmap((p: Tensors, c: Tensors) => vjp!(p, c))(primals, cotangents),
    }),
    axes: inputs.slice(count).map(() => 0),
  }),
});

/** The user's vjp gives all cotangents at once; it is asked once for each application and cotangent. */
function pulledBack(cotangents: readonly Perhaps[], application: Application<Rule>): Tensors {
  const known = answers.get(cotangents);
  if (known) return known;
  const primals = argumentsOf(application);
  const answer = application.parameters.vjp!(primals, zeros(application.inputs.slice(primals.length), cotangents));
  answers.set(cotangents, answer);
  return answer;
}
const answers = /* @__PURE__ */ new WeakMap<readonly Perhaps[], Tensors>();

/** A function's value with a derivative of your own: forward, which serves both modes, or reverse alone. Pass one of the two. */
export type CustomDerivative<Args extends readonly unknown[], R> = {
  readonly value: (...args: Args) => R;
} & (
  | { readonly jvp: (primals: Args, tangents: Args) => R; readonly vjp?: never }
  | { readonly vjp: (primals: Args, cotangent: R) => Args; readonly jvp?: never }
);

/**
 * A function with a derivative of your own: numerically better, cheaper, or deliberately different (a straight-through estimator).
 *
 * `jvp(primals, tangents)` gives the tangent of the result and serves both modes; `vjp(primals, cotangent)` gives the cotangents
 * of the arguments, as a list, and serves reverse mode alone. Compose with every transformation.
 *
 * @example
 * ```ts
 * import { customDerivative, grad, tensor, Tensor } from '@chainrule/tensor';
 * const clipGradient = customDerivative({
 *   value: (x: Tensor) => x,
 *   vjp: ([x], g: Tensor): [Tensor] => [g.maximum(-1).minimum(1).add(x.mul(0))],
 * });
 * grad((x: Tensor) => clipGradient(x).mul(100))(tensor(3)).item(); // → 1
 * ```
 */
export function customDerivative<Args extends readonly unknown[], R>(rule: CustomDerivative<Args, R>): (...args: Args) => R {
  return (...args) => {
    const given = leavesOf([...args], 'customDerivative');
    const flat = (tree: unknown): Tensors => leavesOf(tree, 'customDerivative').tensors;
    const result = leavesOf(rule.value(...given.rebuild<Args>(given.tensors.map((x) => stopGradient(x)))), 'customDerivative');
    const count = given.tensors.length;
    const value = (primals: Tensors): Tensors => flat(rule.value(...given.rebuild<Args>(primals)));
    const { jvp, vjp } = rule;
    const inputs = [...given.tensors, ...result.tensors];
    const outputs = jvp
      ? apply(customJvp, inputs, {
          count,
          value,
          jvp: (primals, tangents) => flat(jvp(given.rebuild<Args>(primals), given.rebuild<Args>(tangents))),
        })
      : apply(customVjp, inputs, {
          count,
          value,
          vjp: (primals, cotangents) => flat(vjp(given.rebuild<Args>(primals), result.rebuild<R>(cotangents))),
        });
    return result.rebuild(outputs);
  };
}
