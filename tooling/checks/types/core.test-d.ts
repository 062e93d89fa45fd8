import { expectTypeOf } from 'vitest';
import { createRegistry, definePlugin, evaluate, Expr, flatten, fold, key, mapTree, ndarray, normal, split, tanh } from '@chainrule/core';
import type { Elementwise, Key, NdArray, Objective, Tree, Value } from '@chainrule/core';

// Formulas
const x = Expr.variable('x');
expectTypeOf(tanh.of(x, 1)).toEqualTypeOf<Expr>();
expectTypeOf(evaluate(x, { x: 1 })).toEqualTypeOf<number>();
expectTypeOf(fold<string>(x, { number: String, variable: (name) => name, apply: (fn) => fn.name })).toEqualTypeOf<string>();
expectTypeOf(tanh).toExtend<Elementwise>();
// @ts-expect-error a formula is made by its constructors
new Expr('variable', 1, 'x', undefined, [], 0);
// @ts-expect-error a meaning says what a variable is
fold<string>(x, { number: String, apply: (fn) => fn.name });
// @ts-expect-error a formula does not change
x.name = 'y';

// Arrays are values
expectTypeOf(ndarray([1, 2])).toEqualTypeOf<NdArray>();
expectTypeOf<NdArray>().toExtend<Value>();
// @ts-expect-error text is no number
ndarray(['1']);

// Plain interfaces and arrays are trees, without an index signature; the structure is kept
interface Params {
  readonly layers: readonly { readonly weight: number; readonly bias: number }[];
}
declare const params: Params;
expectTypeOf(mapTree(params, (leaf: number) => String(leaf)).layers[0]!.weight).toEqualTypeOf<string>();
expectTypeOf(flatten<number>(params).leaves).toExtend<readonly number[]>();
declare function takes<P>(tree: P & Tree<number, P>): P;
takes(params);
// @ts-expect-error a leaf of another type
takes({ layers: ['a'] });

// Random keys
expectTypeOf(key(1)).toEqualTypeOf<Key>();
expectTypeOf(split(key(1), 3)).toEqualTypeOf<Key[]>();
// @ts-expect-error there is no global seed: the key comes first
normal([2, 3]);

// Plugins keep their names
const halve = definePlugin('schedule', 'halve', { at: (step: number) => 0.5 ** step });
const registry = createRegistry(halve);
expectTypeOf(registry.get('schedule', 'halve').at(1)).toEqualTypeOf<number>();
// @ts-expect-error no schedule of that name
registry.get('schedule', 'half');
// @ts-expect-error no such kind of plugin
definePlugin('schedul', 'halve', {});

// Objectives
const square: Objective<number> = { value: (p) => p * p };
expectTypeOf(square.value(1)).toEqualTypeOf<number>();
// @ts-expect-error a gradient has the type of the point
const wrong: Objective<number> = { value: (p) => p * p, gradient: () => 'up' };
expectTypeOf(wrong.value(1)).toEqualTypeOf<number>();
