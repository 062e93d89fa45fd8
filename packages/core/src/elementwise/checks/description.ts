import { Expr, type Elementwise } from '../../expression/expr.js';
import { postOrder } from '../../expression/fold.js';
import { evaluate, variablesOf } from '../../expression/meanings.js';
import { fault, type Fault } from './fault.js';
import type { Recorded } from './recorded.js';
import type { Samples } from '../samples.js';

/** The text without everything in braces; `undefined` when braces do not match. */
function balanced(latex: string): boolean {
  let depth = 0;
  for (const character of latex.replaceAll(/\\[{}]/g, '')) {
    if (character === '{') depth++;
    if (character === '}' && --depth < 0) return false;
  }
  return depth === 0;
}
const count = (text: string, part: RegExp): number => text.match(part)?.length ?? 0;

/** LaTeX that closes what it opens and shows every argument; a rule with a name. */
export function* words(fn: Elementwise): Generator<Fault> {
  const args = fn.parameters.map((_, i) => `A_{${i}}`);
  const latex = fn.latex(...args);
  if (!balanced(latex)) yield fault('latex', `${latex}: braces do not match`);
  if (count(latex, /\\left(?![a-z])/g) !== count(latex, /\\right(?![a-z])/g)) yield fault('latex', `${latex}: \\left without \\right`);
  if (count(latex, /\\begin\{/g) !== count(latex, /\\end\{/g)) yield fault('latex', `${latex}: \\begin without \\end`);
  if (/undefined|NaN|\[object/.test(latex)) yield fault('latex', `${latex}: not LaTeX`);
  for (const arg of args) if (!latex.includes(arg)) yield fault('latex', `${latex}: ${arg} is missing`);
  if (fn.rule.trim() === '' || fn.rule !== fn.rule.trim()) yield fault('rule', `${fn.name} has no rule name`);
}

/** Names, arguments and defaults fit together. */
export function* names(fn: Elementwise, { name, defaults = [] }: Samples & { name: string }, { points }: Recorded): Generator<Fault> {
  const identity = fn['~chainrule'];
  if (fn.name !== name || identity.name !== name) yield fault('names', `${name} is called ${fn.name}`);
  if (fn.parameters.length !== fn.arity || new Set([...fn.parameters, 'y']).size !== fn.arity + 1)
    yield fault('names', `${name} has the arguments ${fn.parameters.join(', ')}`);
  if (fn.defaults.join() !== defaults.join()) yield fault('defaults', `the defaults of ${name} are ${fn.defaults.join(', ')}`);
  const given = points[0]!.args.slice(0, fn.arity - defaults.length);
  const left = evaluate(fn.of(...given));
  const right = fn.value(...given, ...defaults);
  if (defaults.length > 0 && !Object.is(left, right))
    yield fault('defaults', `${name} without its last arguments is ${left}, not ${right}`);
}

/** The table is closed: formulas of an entry use entries, and the entry's arguments and result, alone. */
export function* closed(fn: Elementwise, table: Readonly<Record<string, Elementwise>>): Generator<Fault> {
  const formulas = { partials: fn.partials, stable: fn.stablePartials, definition: [fn.definition], domain: [fn.domain] };
  for (const [which, exprs] of Object.entries(formulas))
    for (const expr of exprs) {
      if (!(expr instanceof Expr)) continue;
      const allowed = which === 'partials' || which === 'stable' ? [...fn.parameters, 'y'] : fn.parameters;
      for (const name of variablesOf(expr)) if (!allowed.includes(name)) yield fault('closed', `${which} of ${fn.name} name ${name}`);
      for (const node of postOrder(expr))
        if (node.fn && !(Object.hasOwn(table, node.fn.name) && table[node.fn.name] === node.fn))
          yield fault('closed', `${which} of ${fn.name} use ${node.fn.name}, which is not in the table`);
    }
}
