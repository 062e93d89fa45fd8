import { ChainruleError, didYouMean, Expr, Pool, postOrder, Rational, type Elementwise } from '@chainrule/core';
import { excerpt, readNumber, writeNumber, type PlainNumber } from './number.js';

/** One node of a formula; arguments are places of earlier nodes in the same list. */
export type PlainNode =
  | { readonly exact: string }
  | { readonly number: PlainNumber }
  | { readonly variable: string }
  | { readonly apply: string; readonly args: readonly number[] };

/** Formulas as one flat list of nodes, equal ones written once. */
export class FormulaWriter {
  readonly nodes: PlainNode[] = [];
  private readonly pool = new Pool();
  private readonly places = new Map<Expr, number>();

  /** The place of a formula in the list. */
  write(formula: Expr): number {
    const root = this.pool.intern(formula);
    for (const node of postOrder(root, this.places)) {
      this.places.set(node, this.nodes.length);
      this.nodes.push(this.plain(node));
    }
    return this.places.get(root)!;
  }
  private plain({ kind, value, name, fn, args }: Expr): PlainNode {
    if (kind === 'variable') return { variable: name };
    if (kind === 'apply') return { apply: fn!.name, args: args.map((arg) => this.places.get(arg)!) };
    return typeof value === 'number' ? { number: writeNumber(value) } : { exact: value.toString() };
  }
}

const longest = 10_000;

/** The formulas of a list. Throws `argument` for what is no such list, `unknown-name` for a function that is not in the table. */
export function readFormulas(nodes: unknown, table: Readonly<Record<string, Elementwise>>): Expr[] {
  const found: Expr[] = [];
  if (!Array.isArray(nodes)) throw bad('the formulas are no list');
  for (const node of nodes as readonly unknown[]) found.push(readNode(node, found, table));
  return found;
}

function readNode(node: unknown, earlier: readonly Expr[], table: Readonly<Record<string, Elementwise>>): Expr {
  const { exact, number, variable, apply, args } = (typeof node === 'object' && node !== null ? node : {}) as Partial<
    Record<'exact' | 'number' | 'variable' | 'apply' | 'args', unknown>
  >;
  if (typeof exact === 'string' && exact.length <= longest && /^-?\d+(\/\d+)?$/.test(exact)) {
    const [numerator, denominator = '1'] = exact.split('/');
    return Expr.number(Rational.of(BigInt(numerator!), BigInt(denominator)));
  }
  if (number !== undefined) return Expr.number(readNumber(number));
  if (typeof variable === 'string') return Expr.variable(variable);
  if (typeof apply !== 'string' || !Array.isArray(args)) throw bad(`${excerpt(node)} is no node of a formula`);
  const fn = Object.hasOwn(table, apply) ? table[apply]! : undefined;
  if (fn === undefined)
    throw new ChainruleError('unknown-name', `there is no function "${apply}"${didYouMean(apply, Object.keys(table))}`, {
      operation: 'deserialize',
      hint: 'pass functions of your own in { functions }',
    });
  return Expr.apply(
    fn,
    (args as readonly unknown[]).map((place) => {
      const arg = typeof place === 'number' ? earlier[place] : undefined;
      if (arg === undefined) throw bad(`an argument of ${apply} stands nowhere before it`);
      return arg;
    }),
  );
}

const bad = (problem: string): ChainruleError => new ChainruleError('argument', problem, { operation: 'deserialize' });
