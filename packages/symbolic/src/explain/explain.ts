import { div, mul, neg, postOrder, sameFormula, variablesOf, type Expr } from '@chainrule/core';
import { derive, type DerivativeOptions } from '../differentiate/derivative.js';
import { read } from '../differentiate/read.js';
import type { Piece } from '../differentiate/tangents.js';
import { Writer } from '../simplify/render.js';
import { checkEqual, checkSlope } from './check.js';
import { nameOf } from './rules.js';
import type { Derivation, Step } from './step.js';

/**
 * The derivative with the steps that led to it, read off the computation itself: innermost parts first, then what they are in, last
 * the result written plainly. Each step is verified with numbers.
 *
 * Throws as `derivative` does.
 *
 * @example
 * ```ts
 * import { explain, toText } from '@chainrule/symbolic';
 * const { steps, result } = explain('sin(x^2)', 'x');
 * steps.map(({ rule, after }) => `${rule}: ${toText(after)}`); // → ['power: 2x', 'chain: cos(x^2)*(2x)', 'simplify: 2x*cos(x^2)']
 * toText(result); // → '2x*cos(x^2)'
 * ```
 */
export function explain(expr: Expr | string, wrt: string | readonly string[], options: DerivativeOptions = {}): Derivation {
  const whole = read(expr);
  const steps: Step[] = [];
  let order = 0;
  let last: Step | undefined;
  let asked: { variable: string; formula: Expr } | undefined;
  /** Ends one order: the whole formula's own step, where it has none, and the result written plainly. */
  const finish = (result: Expr): void => {
    if (asked === undefined) return;
    const { variable, formula } = asked;
    if (last?.before !== formula)
      steps.push({
        ...trivial(formula, variable),
        before: formula,
        after: result,
        path: [],
        variable,
        order,
        check: checkSlope(formula, result, variable),
      });
    else if (!sameFormula(last.after, result))
      steps.push({
        rule: 'simplify',
        before: last.after,
        after: result,
        path: [],
        note: 'Written plainly.',
        variable,
        order,
        check: checkEqual(last.after, result),
      });
  };
  const result = derive(whole, wrt, options, (algebra) => {
    const writer = new Writer(algebra);
    return (variable, formula) => {
      finish(formula);
      order++;
      [last, asked] = [undefined, { variable, formula }];
      const places = new Places(formula);
      return (node, pieces) => {
        const after = applied(node, pieces, writer);
        const { rule, note, inner } = nameOf(node, pieces);
        const substitution = inner && { u: inner, du: writer.write(pieces[0]!.tangent) };
        last = {
          rule,
          before: node,
          after,
          path: places.path(node),
          ...(substitution && { substitution }),
          note,
          variable,
          order,
          check: checkSlope(node, after, variable),
        };
        steps.push(last);
      };
    };
  });
  finish(result);
  return { expr: whole, wrt: typeof wrt === 'string' ? [wrt] : wrt, steps, result };
}

/** The rule for a formula none of whose parts moves the result. */
function trivial(formula: Expr, variable: string): { rule: string; note: string } {
  if (formula.kind === 'variable' && formula.name === variable) return { rule: 'variable', note: 'The variable itself has derivative 1.' };
  if (formula.kind === 'apply' && variablesOf(formula).includes(variable))
    return { rule: formula.fn!.rule, note: 'Between its jumps it does not change with the variable: its derivative is 0.' };
  return { rule: 'constant', note: 'What does not change has derivative 0.' };
}

/** The derivative of a node by one rule: Σ ∂node/∂argument · argument′, a quotient over its squared denominator. */
function applied(node: Expr, pieces: readonly Piece[], writer: Writer): Expr {
  if (node.fn === div && pieces.length === 2) {
    const [u, v] = node.args as [Expr, Expr];
    const [du, dv] = pieces.map(({ tangent }) => writer.write(tangent)) as [Expr, Expr];
    return times(du, v).minus(times(u, dv)).over(v.squared());
  }
  if (node.fn === div && pieces[0]!.argument === node.args[0]) return writer.write(pieces[0]!.tangent).over(node.args[1]!);
  // Of a product the first factor's derivative comes first: u′·v + u·v′.
  return pieces
    .map(({ partial, tangent }, i) =>
      node.fn === mul && pieces.length > 1 && i === 0
        ? times(writer.write(tangent), writer.write(partial))
        : times(writer.write(partial), writer.write(tangent)),
    )
    .reduce((a, b) => (b.fn === neg ? a.minus(b.args[0]!) : a.plus(b)));
}

function times(a: Expr, b: Expr): Expr {
  if (a.isNumber(1)) return b;
  if (b.isNumber(1)) return a;
  return a.isNumber(-1) ? b.negated() : a.times(b);
}

/** Where the nodes of a formula are. */
class Places {
  private readonly parents = new Map<Expr, { parent: Expr; index: number }>();

  constructor(private readonly root: Expr) {
    for (const parent of postOrder(root)) parent.args.forEach((arg, index) => this.parents.set(arg, { parent, index }));
  }
  path(node: Expr): number[] {
    const path: number[] = [];
    for (let at = node; at !== this.root;) {
      const above = this.parents.get(at);
      if (above === undefined) return [];
      path.unshift(above.index);
      at = above.parent;
    }
    return path;
  }
}
