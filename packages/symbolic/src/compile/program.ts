import {
  computable,
  and,
  emptyArray,
  Expr,
  fold,
  formulas,
  ne,
  not,
  or,
  Pool,
  postOrder,
  pow,
  where,
  type Elementwise,
  type Meaning,
} from '@chainrule/core';
import {
  formula,
  inputVariable,
  type Constant,
  type Instruction,
  type Operations,
  type Program,
  type Register,
  type Type,
} from '@chainrule/program';

/** What programs of formulas name. */
export const operations: Operations = /* @__PURE__ */ (() => new Map([[formula.name, formula]]))();

/**
 * Formulas as a program over columns: an instruction for each result and for each part that is used more than once, computed by
 * whatever backend compiles it. `types` are those of the variables.
 */
export function programOf(exprs: readonly Expr[], variables: readonly string[], types: readonly Type[]): Program {
  const pool = new Pool();
  const memo = new Map<Expr, Expr>();
  const roots = exprs.map((expr) => pool.intern(asNumber(fold(expr, typed, memo))));
  const order = orderOf(roots);
  const uses = new Map<Expr, number>();
  for (const root of roots) uses.set(root, Infinity);
  for (const node of order) for (const arg of node.args) uses.set(arg, (uses.get(arg) ?? 0) + 1);

  const allTypes: Type[] = [...types];
  const registers = new Map<Expr, Register>();
  const inputs = variables.map((_, register) => register);
  const constants: Constant[] = [];
  const instructions: Instruction[] = [];
  const add = (node: Expr, type: Type): Register => {
    registers.set(node, allTypes.length);
    return allTypes.push(type) - 1;
  };
  for (const node of order) {
    const constant =
      node.kind === 'number' && uses.get(node) === Infinity
        ? Number(node.value)
        : node.name.startsWith(typedConstant)
          ? Number(node.name.slice(typedConstant.length))
          : undefined;
    if (constant !== undefined) {
      const value = emptyArray('float64', []);
      value.data[0] = constant;
      constants.push({ register: add(node, value), value });
    } else if (node.kind === 'variable') registers.set(node, variables.indexOf(node.name));
    else if (node.kind === 'apply' && uses.get(node)! > 1) {
      const { expr, reads } = inlined(node, registers);
      const parameters = { formula: expr };
      const [type] = formula.types(
        reads.map((register) => allTypes[register]!),
        parameters,
      );
      instructions.push({ operation: formula.name, inputs: reads, outputs: [add(node, type!)], parameters });
    }
  }
  return { types: allTypes, inputs, constants, instructions, outputs: roots.map((root) => registers.get(root)!) };
}

const orderOf = (roots: readonly Expr[]): Expr[] => {
  const seen = new Set<Expr>();
  return roots.flatMap((root) => {
    const order = postOrder(root, seen);
    for (const node of order) seen.add(node);
    return order;
  });
};

/** The formula of a node in the registers it reads. */
function inlined(node: Expr, registers: ReadonlyMap<Expr, Register>): { expr: Expr; reads: Register[] } {
  const reads: Register[] = [];
  const memo = new Map<Expr, Expr>();
  const read = (part: Expr): Expr | undefined => {
    const register = part === node || part.kind === 'number' ? undefined : registers.get(part);
    if (register === undefined) return undefined;
    if (!reads.includes(register)) reads.push(register);
    return inputVariable(reads.indexOf(register));
  };
  // Parts that have registers are leaves: what is below them is theirs.
  for (const part of postOrder(node, { has: (part) => part !== node && (memo.has(part) || read(part) !== undefined) }))
    memo.set(
      part,
      part.kind === 'apply'
        ? Expr.apply(
            part.fn!,
            part.args.map((arg) => read(arg) ?? memo.get(arg)!),
          )
        : part,
    );
  return { expr: memo.get(node)!, reads };
}

/** Programs keep truth values and numbers apart; in formulas a truth value is 0 or 1. */
const typed: Meaning<Expr> = /* @__PURE__ */ (() => ({
  ...formulas,
  apply: (fn: Elementwise, args: readonly Expr[], node: Expr): Expr => {
    if (args.every(({ kind }) => kind === 'number')) return Expr.number(computable(fn).value(...args.map(({ value }) => Number(value))));
    const [a, b] = args as [Expr, Expr];
    if (fn === where && a.kind === 'number') return args[a.isNumber(0) ? 2 : 1]!;
    if (fn === and || fn === or) {
      const [known, other] = a.kind === 'number' ? [a, b] : [b, a];
      if (known.kind === 'number') return known.isNumber(0) === (fn === and) ? Expr.number(fn === and ? 0 : 1) : asCondition(other);
    }
    const product = fn === pow && b.kind === 'number' ? asProduct(asNumber(a), Number(b.value)) : undefined;
    if (product) return product;
    const logic = fn === and || fn === or || fn === not;
    if (fn === where && args.slice(1).every(({ kind }) => kind === 'number'))
      return where.of(asCondition(a), withType(Number(b.value)), args[2]!);
    return formulas.apply(
      fn,
      args.map((arg, i) => (logic || (fn === where && i === 0) ? asCondition(arg) : asNumber(arg))),
      node,
    );
  },
}))();
/** A small whole power as products: no backend needs to know it. A negative one is of 1/x, since 1/x² would be 0 where x² overflows. */
function asProduct(x: Expr, n: number): Expr | undefined {
  const base = n < 0 ? Expr.number(1).over(x) : x;
  if (Math.abs(n) === 1) return base;
  const square = base.times(base);
  if (Math.abs(n) === 2) return square;
  return n === 3 ? square.times(base) : n === 4 ? square.times(square) : undefined;
}
/** A number with an element type: plain numbers take that of what they meet, which may be a truth value. */
const withType = (value: number): Expr => Expr.variable(typedConstant + (Object.is(value, -0) ? '-0' : String(value)));
const typedConstant = 'float64 ';
const asNumber = (expr: Expr): Expr => (expr.fn?.isCondition ? where.of(expr, withType(1), 0) : expr);
const asCondition = (expr: Expr): Expr => (expr.fn?.isCondition ? expr : ne.of(expr, 0));
