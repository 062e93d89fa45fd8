import { fold, kernels, pow, where, and, or, not, type DType, type Elementwise, type Expr } from '@chainrule/core';
import type { Term } from '../assembler/term.js';
import { comparisons, integerFunctions, knownPower, realFunctions, wideDefinitions, type Setting } from './functions.js';
import { f32x4, f64x2, i32x4, i64x2, lanesOf, v128, viaDoubles } from './lanes.js';

/** A vector on the way: lanes of an element type (truth values as masks), or a number that has yet to take one. */
export type Quantity = { readonly dtype: DType; readonly term: Term } | number;

/** How many bits the lanes of a loop have; truth values take either. */
export type Width = 32 | 64;

export const widthOf = (dtype: DType): Width | undefined => (dtype === 'bool' ? undefined : dtype === 'float64' ? 64 : 32);

/** A formula that vectors cannot compute; its reference value can. */
export class NoVectorCode extends Error {}

/** Gives formulas a meaning as code on vectors. Remembers subformulas, which are then computed once. */
export class FormulaCompiler {
  private readonly reals = realFunctions();
  private readonly compare = comparisons();
  private readonly wide = wideDefinitions();
  private readonly known = new Map<Expr, Quantity>();
  /** What numbers become that meet nothing with an element type. */
  private result: DType = 'float32';
  /** The functions computed by their reference values. */
  readonly byReference = new Set<string>();

  constructor(
    private readonly width: Width,
    private readonly setting: Setting,
    private readonly variable: (name: string) => Quantity,
  ) {}

  /** The formula's value in an element type. */
  compile(expr: Expr, dtype: DType): Term {
    this.result = dtype;
    return this.as(this.quantity(expr), dtype);
  }

  private quantity(expr: Expr): Quantity {
    return fold<Quantity>(expr, { number: Number, variable: this.variable, apply: (fn, args) => this.apply(fn, args) }, this.known);
  }
  private as(value: Quantity, dtype: DType): Term {
    if (typeof value !== 'number') {
      if (value.dtype !== dtype) throw new NoVectorCode(`${value.dtype} as ${dtype}`);
      return value.term;
    }
    switch (dtype) {
      case 'float32':
        return f32x4.const(value);
      case 'float64':
        return f64x2.const(value);
      case 'bool':
        return this.width === 32 ? i32x4.const(value === 0 ? 0 : -1) : i64x2.const(value === 0 ? 0 : -1);
      default:
        return i32x4.const(value);
    }
  }

  private apply(fn: Elementwise, args: readonly Quantity[]): Quantity {
    if (args.every((arg) => typeof arg === 'number')) return fn.value(...args);
    const operands = fn === where ? args.slice(1) : args;
    const dtype = operands.map((arg) => (typeof arg === 'number' ? undefined : arg.dtype)).find((type) => type !== undefined) ?? 'float32';
    if (fn === where) {
      const [condition, yes, no] = args as [Quantity, Quantity, Quantity];
      const result = operands.every((arg) => typeof arg === 'number') ? this.result : dtype;
      return { dtype: result, term: v128.select(this.truth(condition), this.as(yes, result), this.as(no, result)) };
    }
    if (fn === not) return { dtype: 'bool', term: v128.not(this.truth(args[0]!)) };
    if (fn === and || fn === or)
      return { dtype: 'bool', term: v128[fn === and ? 'and' : 'or'](this.truth(args[0]!), this.truth(args[1]!)) };
    const terms = args.map((arg) => this.as(arg, dtype));
    const comparison = this.compare.get(fn);
    if (comparison !== undefined) return { dtype: 'bool', term: this.comparison(comparison, dtype, terms[0]!, terms[1]!) };
    kernels.resultType(
      fn,
      args.map(() => dtype),
    );
    if (dtype === 'bool') throw new NoVectorCode(`${fn.name} of truth values`);
    if (dtype === 'int32' || dtype === 'uint32') {
      const code = integerFunctions(dtype).get(fn);
      if (code === undefined) throw new NoVectorCode(`${fn.name} of integers`);
      return { dtype, term: code(...terms) };
    }
    return { dtype, term: this.real(fn, args, terms, dtype) };
  }

  private real(fn: Elementwise, args: readonly Quantity[], terms: readonly Term[], dtype: 'float32' | 'float64'): Term {
    const lanes = lanesOf(dtype);
    const exponent = args[1];
    if (fn === pow && typeof exponent === 'number') {
      const power = knownPower(lanes, terms[0]!, exponent);
      if (power !== undefined) return power;
    }
    const code = this.reals.get(fn);
    if (code !== undefined) return code(lanes, terms, this.setting);
    if (fn.definition !== undefined) {
      if (dtype === 'float32' && this.wide.has(fn))
        return viaDoubles((half) => this.defined(fn, [{ dtype: 'float64', term: half }], 'float64'), terms[0]!);
      return this.defined(fn, args, dtype);
    }
    this.byReference.add(fn.name);
    return this.setting.byReference(fn, lanes, terms);
  }

  private defined(fn: Elementwise, args: readonly Quantity[], dtype: DType): Term {
    const bound = new Map(fn.parameters.map((name, i) => [name, args[i]!]));
    const value = fold<Quantity>(fn.definition!, {
      number: Number,
      variable: (name) => bound.get(name)!,
      apply: (inner, parts) => this.apply(inner, parts),
    });
    return this.as(value, dtype);
  }

  private comparison(name: 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne', dtype: DType, a: Term, b: Term): Term {
    if (dtype === 'float32' || dtype === 'float64') return lanesOf(dtype)[name](a, b);
    if (dtype === 'bool') {
      // Truth values as masks: false is 0, true is −1, which is less.
      const bits = this.width === 32 ? i32x4 : i64x2;
      return bits[name](b, a);
    }
    if (dtype === 'int32' || name === 'eq' || name === 'ne') return i32x4[name](a, b);
    return i32x4[`${name}Unsigned`](a, b);
  }

  /** Whether a value is not zero, as a mask. */
  private truth(value: Quantity): Term {
    if (typeof value === 'number') return this.as(value, 'bool');
    const { dtype, term } = value;
    if (dtype === 'bool') return term;
    if (dtype === 'float32' || dtype === 'float64') return lanesOf(dtype).ne(term, lanesOf(dtype).const(0));
    return i32x4.ne(term, i32x4.const(0));
  }
}
