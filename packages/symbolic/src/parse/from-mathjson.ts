import { ChainruleError, didYouMean, div, Expr, log, Rational, where, type Elementwise } from '@chainrule/core';
import { byMathJsonName, mathJsonName } from '../print/mathjson-names.js';
import type { MathJson } from '../print/mathjson.js';
import type { ParseOptions } from './parse.js';

const operation = 'fromMathJson';
const leftToRight = /^(Add|Multiply|And|Or|Max|Min|Subtract|Divide|add|mul|and|or|max|min|hypot|logaddexp)$/;
const constants: Readonly<Record<string, number>> = { NaN, PositiveInfinity: Infinity, NegativeInfinity: -Infinity, Half: 0.5 };

/** A function whose arguments are being read. */
interface Frame {
  readonly name: string;
  readonly rest: readonly unknown[];
  readonly args: Expr[];
}

/**
 * Reads MathJSON. Sums, products and the like may have any number of arguments; whole numbers are exact, others doubles.
 * Throws `parse` for what is no MathJSON, `unknown-name` for a function nobody knows, and `argument` for a wrong number of arguments.
 *
 * @example
 * ```ts
 * import { fromMathJson, toText } from '@chainrule/symbolic';
 * toText(fromMathJson(['Add', 'x', ['Power', 'y', 2], 1])); // → 'x + y^2 + 1'
 * ```
 */
export function fromMathJson(json: MathJson | Readonly<Record<string, unknown>>, options: ParseOptions = {}): Expr {
  const table = byMathJsonName();
  for (const fn of options.functions ?? []) table.set(fn.name, fn);
  const stack: Frame[] = [];
  let value = leaf(json, table, stack);
  for (let frame = stack[stack.length - 1]; frame; frame = stack[stack.length - 1]) {
    if (value) frame.args.push(value);
    if (frame.args.length < frame.rest.length) value = leaf(frame.rest[frame.args.length], table, stack);
    else {
      stack.pop();
      value = applied(frame, table);
    }
  }
  return value!;
}

/** A number or symbol; of a function a frame on the stack. */
function leaf(json: unknown, table: ReadonlyMap<string, Elementwise>, stack: Frame[]): Expr | undefined {
  if (typeof json === 'number') return Expr.number(json);
  if (typeof json === 'string') return symbol(json, table);
  if (typeof json === 'object' && json !== null) {
    const { num, sym, fn } = json as { num?: unknown; sym?: unknown; fn?: unknown };
    if (typeof num === 'string') return digits(num);
    if (typeof sym === 'string') return symbol(sym, table);
    const parts: unknown = Array.isArray(json) ? json : fn;
    if (Array.isArray(parts) && typeof parts[0] === 'string') {
      stack.push({ name: parts[0], rest: parts.slice(1) as unknown[], args: [] });
      return undefined;
    }
  }
  throw new ChainruleError('parse', `${(JSON.stringify(json) as string | undefined)?.slice(0, 60) ?? typeof json} is no MathJSON`, {
    operation,
    hint: 'a number, a symbol, { num }, or [function, ...arguments]',
  });
}

function symbol(name: string, table: ReadonlyMap<string, Elementwise>): Expr {
  if (Object.hasOwn(constants, name)) return name === 'Half' ? Expr.number(Rational.of(1, 2)) : Expr.number(constants[name]!);
  const fn = table.get(name);
  return fn?.arity === 0 ? fn.of() : Expr.variable(name);
}

function digits(num: string): Expr {
  if (/^[+-]?\d+$/.test(num) && num !== '-0') return Expr.number(BigInt(num));
  const value = Number(num.replace(/[nd]$/, ''));
  if (Number.isNaN(value) && num !== 'NaN') throw new ChainruleError('parse', `"${num}" is no number`, { operation });
  return Expr.number(value);
}

function applied({ name, args }: Frame, table: ReadonlyMap<string, Elementwise>): Expr {
  const [a, b] = args;
  const integer = (x?: Expr): Rational | undefined =>
    x?.kind === 'number' && typeof x.value !== 'number' && x.value.isInteger ? x.value : undefined;
  if (name === 'Rational' && args.length === 2) {
    const [n, d] = [integer(a), integer(b)];
    return n && d && !d.isZero ? Expr.number(n.over(d)) : div.of(a!, b!);
  }
  if (name === 'Square' && args.length === 1) return a!.squared();
  if (name === 'Log') return args.length === 2 ? div.of(log.of(a!), log.of(b!)) : table.get('log10')!.of(...args);
  if (name === 'Which' && args.length >= 2 && args.length % 2 === 0) {
    const last = args[args.length - 2]!;
    const complete = last.kind === 'variable' && last.name === 'True';
    let result = complete ? args[args.length - 1]! : Expr.number(NaN);
    for (let i = args.length - (complete ? 4 : 2); i >= 0; i -= 2) result = where.of(args[i]!, args[i + 1]!, result);
    return result;
  }
  const fn = table.get(name);
  if (fn === undefined)
    throw new ChainruleError('unknown-name', `"${name}" is not a function${didYouMean(name, [...table.values()].map(mathJsonName))}`, {
      operation,
    });
  if (leftToRight.test(name) && args.length > 0) return args.reduce((left, right) => fn.of(left, right));
  if (args.length < fn.arity - fn.defaults.length || args.length > fn.arity)
    throw new ChainruleError('argument', `${name} takes ${fn.arity} argument${fn.arity === 1 ? '' : 's'}, got ${args.length}`, {
      operation,
    });
  return fn.of(...args);
}
