import { eq, Expr, where, type Elementwise, type Rules } from '../../expression/expr.js';
import { variablesOf } from '../../expression/meanings.js';
import { sameFormula } from '../../expression/pool.js';
import type { Samples } from '../samples.js';
import type { Recorded } from './recorded.js';

/** An entry of the table with one thing wrong. */
export interface Mutant {
  readonly what: string;
  readonly fn: Elementwise;
}

/** The entry with some of what it tells replaced. */
function changed(fn: Elementwise, what: string, properties: Partial<Record<keyof Elementwise, unknown>>): Mutant {
  const descriptors = Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, { value }]));
  return { what, fn: Object.create(fn, descriptors) as Elementwise };
}

const replaced = <T>(list: readonly T[], at: number, item: T): T[] => list.map((old, i) => (i === at ? item : old));
const isZero = (rule: Expr): boolean => rule.isNumber(0);

/** Wrong derivatives. Scaling or negating a rule that is the number 0 changes nothing and is left out. */
function* wrongRules(fn: Elementwise, key: 'partials' | 'stablePartials'): Generator<Mutant> {
  const rules = fn[key];
  // A textbook rule that is also the stable one is changed with it, as an edit of the table would.
  const withRules = (what: string, wrong: Rules): Mutant =>
    changed(
      fn,
      `${key} ${what}`,
      key === 'partials' && fn.partials === fn.stablePartials ? { partials: wrong, stablePartials: wrong } : { [key]: wrong },
    );
  for (const [i, rule] of rules.entries()) {
    if (rule === null) continue;
    const edit = (what: string, wrong: Expr | null): Mutant => withRules(`${i} ${what}`, replaced(rules, i, wrong));
    if (!isZero(rule)) {
      yield edit('scaled', rule.times(1.0001));
      yield edit('negated', rule.negated());
    }
    yield edit('shifted', rule.plus(1e-4));
    yield edit('missing', null);
    for (const [j, other] of rules.entries())
      if (j > i && other !== null && !sameFormula(rule, other))
        yield withRules(`${i} and ${j} swapped`, replaced(replaced(rules, i, other), j, rule));
  }
}

/** Wrong values: everywhere, in one region, at one special point. */
function* wrongValues(fn: Elementwise, { special }: Samples, { points, edges }: Recorded): Generator<Mutant> {
  const right = fn.value;
  const value = (what: string, wrong: (...args: number[]) => number): Mutant => changed(fn, `value ${what}`, { value: wrong });
  // What is 0, infinite or denormal does not change by a factor of 1 + 1e-9.
  const all = [...points, ...edges].filter((row) => Math.abs(row.value) > 1e-300 && Number.isFinite(row.value));
  if (all.length > 0) yield value('off by 1e-9', (...args) => right(...args) * (1 + 1e-9));
  if (all.length > 0) yield value('negated', (...args) => -right(...args));
  const sides = [points, edges].map((rows) => rows.filter((row) => all.includes(row)));
  for (const [which, rows] of sides.entries())
    if (rows.length > 0)
      yield value(
        `off by 1e-9 at one ${which === 0 ? 'ordinary point' : 'edge'}`,
        (...args) => right(...args) * (rows[0]!.args.every((x, i) => x === args[i]) ? 1 + 1e-9 : 1),
      );
  yield value('shifted by 1e-4', (...args) => right(...args) + 1e-4);
  for (const [args, stated] of special) {
    const wrong = Number.isNaN(stated) ? 0 : Object.is(stated, -0) ? 0 : stated === 0 ? -0 : NaN;
    yield value(`wrong at (${args.join(', ')})`, (...given) => (args.every((x, i) => Object.is(x, given[i])) ? wrong : right(...given)));
  }
  if (fn.arity > 0)
    yield value('hiding NaN', (...args) => (args.some(Number.isNaN) ? (Number.isNaN(right(...args)) ? 0 : NaN) : right(...args)));
  const swapped = (...[a, b, ...rest]: number[]): number => right(b!, a!, ...rest);
  const symmetric = [...points.map((row) => row.args), ...special.map(([args]) => args)].every((args) =>
    Object.is(swapped(...args), right(...args)),
  );
  if (fn.arity > 1 && !symmetric) yield value('of swapped arguments', swapped);
}

/** Wrong formulas of the value and of the domain. */
function* wrongFormulas(fn: Elementwise): Generator<Mutant> {
  const { definition, domain } = fn;
  if (definition !== undefined) {
    yield changed(fn, 'definition off by 1e-9', { definition: definition.times(1 + 1e-9) });
    yield changed(fn, 'definition missing', { definition: undefined });
  }
  if (domain !== undefined) {
    yield changed(fn, 'domain missing', { domain: undefined });
    yield changed(fn, 'domain inverted', { domain: eq.of(domain, 0) });
  } else yield changed(fn, 'domain empty', { domain: Expr.number(0) });
}

/** Kinks, jumps and conventions moved, dropped, made up. */
function* wrongCorners(fn: Elementwise, { conventions }: Samples): Generator<Mutant> {
  const { kinks, jumps } = fn;
  for (const [i, kink] of kinks.entries()) {
    const edit = (what: string, wrong: typeof kink): Mutant => changed(fn, `kink ${i} ${what}`, { kinks: replaced(kinks, i, wrong) });
    yield edit('moved', { ...kink, at: kink.at + 1e-3 });
    yield edit('with sides swapped', { ...kink, left: kink.right, right: kink.left });
    yield edit('with another left slope', { ...kink, left: kink.left * 1.0001 + 1e-5 });
    yield edit('with another right slope', { ...kink, right: kink.right * 1.0001 + 1e-5 });
    yield changed(fn, `kink ${i} missing`, { kinks: kinks.filter((other) => other !== kink) });
  }
  if (jumps !== undefined) {
    yield changed(fn, 'jumps missing', { jumps: undefined });
    yield changed(fn, 'jumps moved', {
      jumps: typeof jumps === 'string' ? (jumps === 'integers' ? 'half-integers' : 'integers') : jumps.map((x) => x + 1e-3),
    });
  } else if (fn.arity === 1) {
    yield changed(fn, 'kink made up', { kinks: [...kinks, { at: 0.5, left: 1, right: 2 }] });
    yield changed(fn, 'jump made up', { jumps: [0.5] });
  }
  for (const [args, slopes] of conventions) {
    const here = args.reduce<Expr>((all, x, k) => all.times(eq.of(Expr.variable(fn.parameters[k]!), x)), Expr.number(1));
    for (const i of slopes.keys()) {
      const wrong = replaced(fn.stablePartials, i, where.of(here, Expr.number(slopes[i]! + 0.25), fn.stablePartials[i]!));
      yield changed(
        fn,
        `convention ${i} at (${args.join(', ')})`,
        fn.partials === fn.stablePartials ? { partials: wrong, stablePartials: wrong } : { stablePartials: wrong },
      );
    }
  }
}

/** Wrong words, names and flags. */
function* wrongDescription(fn: Elementwise): Generator<Mutant> {
  yield changed(fn, 'condition flag', { isCondition: !fn.isCondition });
  yield changed(fn, 'integer flag', { keepsIntegers: !fn.keepsIntegers });
  yield changed(fn, 'name', { name: `${fn.name}x` });
  yield changed(fn, 'rule name', { rule: '' });
  yield changed(fn, 'LaTeX without a brace', { latex: (...args: string[]) => `${fn.latex(...args)}}` });
  yield changed(fn, 'LaTeX with a lone \\left', { latex: (...args: string[]) => `\\left(${fn.latex(...args)}` });
  if (fn.arity > 0) {
    yield changed(fn, 'LaTeX without its last argument', { latex: (...args: string[]) => fn.latex(...args.slice(0, -1), '') });
    yield changed(fn, 'an argument called y', { parameters: replaced(fn.parameters, 0, 'y') });
    if (fn.partials.some((rule) => rule && variablesOf(rule).some((name) => fn.parameters.includes(name))))
      yield changed(fn, 'arguments renamed', { partials: fn.partials, parameters: fn.parameters.map((name) => `${name}0`) });
  }
  if (fn.arity > 1) yield changed(fn, 'two arguments of one name', { parameters: fn.parameters.map(() => fn.parameters[0]!) });
  yield changed(fn, 'defaults', { defaults: fn.defaults.length > 0 ? fn.defaults.map((x) => x + 1) : [1] });
  const stranger = Object.create(where, { name: { value: 'stranger' } }) as Elementwise;
  if (fn.partials[0]) {
    const outside = replaced(fn.partials, 0, Expr.apply(stranger, [Expr.number(1), fn.partials[0], Expr.number(0)]));
    yield changed(fn, 'a rule outside of the table', { partials: outside, stablePartials: outside });
  }
}

/** Every way of getting one thing about an entry wrong. */
export function* mutantsOf(fn: Elementwise, samples: Samples, recorded: Recorded): Generator<Mutant> {
  yield* wrongRules(fn, 'partials');
  if (fn.stablePartials !== fn.partials) {
    yield* wrongRules(fn, 'stablePartials');
    yield changed(fn, 'stable derivatives dropped', { stablePartials: fn.partials });
  }
  yield* wrongValues(fn, samples, recorded);
  yield* wrongFormulas(fn);
  yield* wrongCorners(fn, samples);
  yield* wrongDescription(fn);
}
