import { ChainruleError, sizeOf } from '@chainrule/core';
import { readArray, sameType, typeText } from '@chainrule/program';
import type { Perhaps, Primitive } from '../graph/primitive.js';
import { closeOver, executable, inline, outputTypes, traceSubprogram, type Subprogram } from '../graph/subprogram.js';
import { apply, placeholder, type Tensor } from '../tensor.js';
import { leavesOf } from '../transform/arguments.js';
import { pullback } from '../transform/pullback.js';
import { pushforward } from '../transform/pushforward.js';
import { vmap } from '../transform/vmap.js';

interface Branches {
  readonly yes: Subprogram;
  readonly no: Subprogram;
  /** The operands, counted after the predicate, in which both branches are linear. */
  readonly linear: readonly number[];
}

/** One of two functions of the same operands, chosen by a truth value; only the chosen one is computed. */
const conditional: Primitive<Branches> = {
  name: 'cond',
  linearity: 'joint',
  linearInputs: ({ linear }) => linear.map((i) => i + 1),
  types: (_, { yes }) => outputTypes(yes),
  value: ([predicate, ...operands], { yes, no }) =>
    executable(predicate!.data[0] === 0 ? no : yes)
      .run(operands)
      .map(readArray),
  jvp: ([, ...tangents], { inputs: [predicate, ...operands], parameters }) => {
    const moved = tangents.flatMap((tangent, i) => (tangent ? [{ tangent, i }] : []));
    const n = operands.length;
    const [yes, no] = both(
      parameters,
      (branch) =>
        traceSubprogram(
          (...args) => {
            const [primals, directions] = [args.slice(0, n), args.slice(n)];
            const outputs = inline(branch, primals);
            const out = pushforward(
              outputs,
              moved.map(({ i }) => primals[i]!),
              directions,
            );
            return outputs.map((y, k) => out[k] ?? y.fill(0));
          },
          [...operands, ...moved.map(({ tangent }) => tangent)].map(({ type }) => type),
        ).body,
    );
    return apply(conditional, [predicate!, ...operands, ...moved.map(({ tangent }) => tangent)], {
      yes,
      no,
      linear: moved.map((_, k) => n + k),
    });
  },
  transpose: (input, cotangents, { inputs: [predicate, ...operands], parameters, outputs }) => {
    const given = cotangents.flatMap((cotangent, k) => (cotangent ? [{ cotangent, k }] : []));
    const target = input - 1;
    const fixed = operands.flatMap((x, i) => (parameters.linear.includes(i) ? [] : [{ x, i }]));
    const [yes, no] = both(parameters, (branch) => {
      const source = operands.map((x, i) => (parameters.linear.includes(i) ? placeholder(x.type) : undefined));
      const others = fixed.map(({ x }) => placeholder(x.type));
      const seeds = given.map(({ cotangent }) => placeholder(cotangent.type));
      const results = inline(
        branch,
        operands.map((_, i) => source[i] ?? others[fixed.findIndex((f) => f.i === i)]!),
      );
      const back = pullback(
        results,
        outputs.map((_, k): Perhaps => seeds[given.findIndex((g) => g.k === k)]),
        [source[target]!],
      );
      return closeOver([...others, ...seeds], [back[0] ?? operands[target]!.fill(0)]).body;
    });
    return apply(conditional, [predicate!, ...fixed.map(({ x }) => x), ...given.map(({ cotangent }) => cotangent)], {
      yes,
      no,
      linear: given.map((_, k) => fixed.length + k),
    })[0];
  },
  batch: ([predicate, ...operands], [predicateAxis, ...axes], { yes, no, linear }, size) => {
    const run =
      (branch: Subprogram, inAxes: readonly (number | null)[]) =>
      (...args: Tensor[]) =>
        vmap((...examples: Tensor[]) => inline(branch, examples), { inAxes: [...inAxes] })(...args);
    if (predicateAxis === null) {
      if (axes.every((axis) => axis === null)) throw new Error('unreachable: nothing is batched');
      const [a, b] = both(
        { yes, no, linear },
        (branch) =>
          traceSubprogram(
            run(branch, axes),
            operands.map(({ type }) => type),
          ).body,
      );
      return { outputs: apply(conditional, [predicate!, ...operands], { yes: a, no: b, linear }), axes: outputTypes(yes).map(() => 0) };
    }
    // The examples differ in the branch they take: both are computed, and chosen from.
    const spread = (branch: Subprogram): Tensor[] =>
      axes.every((axis) => axis === null)
        ? inline(branch, operands).map((y) => y.broadcastTo([size, ...y.shape]))
        : run(branch, axes)(...operands);
    const [a, b] = [spread(yes), spread(no)];
    const chosen = a.map((y, k) => predicate!.reshape([size, ...Array<number>(y.shape.length - 1).fill(1)]).where(y, b[k]!));
    return { outputs: chosen, axes: chosen.map(() => 0) };
  },
};

/** Both branches rewritten. */
const both = ({ yes, no }: Branches, f: (branch: Subprogram) => Subprogram): [Subprogram, Subprogram] => [f(yes), f(no)];

/**
 * `yes(...operands)` where the predicate holds, else `no(...operands)`; only the chosen one is computed. Both must give results of the same types.
 *
 * With a value at hand plain `if` does as well; inside `compile`, `vmap` and `scan` this is how to choose.
 *
 * Throws `shape` for a predicate that is no scalar, and for branches that differ.
 *
 * @example
 * ```ts
 * import { cond, grad, tensor, Tensor } from '@chainrule/tensor';
 * const f = (x: Tensor) => cond(x.greater(0), (t: Tensor) => t.mul(t), (t: Tensor) => t.neg(), x);
 * grad(f)(tensor(3)).item(); // → 6
 * ```
 */
export function cond<Args extends readonly unknown[], R>(
  predicate: Tensor,
  yes: (...operands: Args) => R,
  no: (...operands: Args) => R,
  ...operands: Args
): R {
  if (sizeOf(predicate.shape) !== 1)
    throw new ChainruleError('shape', `the predicate is ${typeText(predicate.type)}`, {
      operation: 'cond',
      hint: 'it must be one truth value; choose element by element with where',
    });
  const given = leavesOf([...operands], 'cond');
  const types = given.tensors.map(({ type }) => type);
  let rebuild: ((leaves: readonly unknown[]) => R) | undefined;
  const flat =
    (branch: (...operands: Args) => R) =>
    (...args: Tensor[]) => {
      const result = leavesOf(branch(...given.rebuild<Args>(args)), 'cond');
      rebuild = result.rebuild;
      return result.tensors;
    };
  // What either branch uses from outside becomes an operand of both.
  const args = types.map(placeholder);
  const [a, b] = [flat(yes)(...args), flat(no)(...args)];
  refuseMismatch(a, b);
  const captured = closeOver(args, [...a, ...b]).captured;
  const close = (outputs: readonly Tensor[]): Subprogram => closeOver([...args, ...captured], outputs).body;
  return rebuild!(apply(conditional, [predicate.reshape([]), ...given.tensors, ...captured], { yes: close(a), no: close(b), linear: [] }));
}

function refuseMismatch(a: readonly Tensor[], b: readonly Tensor[]): void {
  const at = a.findIndex((y, i) => b[i] === undefined || !sameType(y.type, b[i].type));
  if (at === -1 && a.length === b.length) return;
  throw new ChainruleError(
    'shape',
    `one branch gives ${a.map((y) => typeText(y.type)).join(', ')}, the other ${b.map((y) => typeText(y.type)).join(', ')}`,
    { operation: 'cond', hint: 'both must give results of the same shapes and element types' },
  );
}
