import { expect, it } from 'vitest';
import { add, evaluate, Expr, fold, mul, postOrder, sin, type Meaning } from '../index.js';

const x = Expr.variable('x');

const counting = (): { meaning: Meaning<number>; visits: () => number } => {
  let visits = 0;
  return { visits: () => visits, meaning: { number: () => ++visits, variable: () => ++visits, apply: () => ++visits } };
};

it('gives a formula any meaning, with the node itself at hand', () => {
  const formula = sin.of(x.times(2));
  const nodes: Expr[] = [];
  const text = fold<string>(formula, {
    number: (value, node) => (nodes.push(node), String(value)),
    variable: (name, node) => (nodes.push(node), name),
    apply: (fn, args, node) => (nodes.push(node), `${fn.name}(${args.join(' ')})`),
  });
  expect(text).toBe('sin(mul(x 2))');
  expect(nodes).toEqual(postOrder(formula));
  expect(nodes.at(-1)).toBe(formula);
});

it('visits a shared node once: 2¹⁰⁰ paths, 101 nodes', () => {
  let formula = x;
  for (let i = 0; i < 100; i++) formula = add.of(formula, formula);
  const { meaning, visits } = counting();
  fold(formula, meaning);
  expect(visits()).toBe(101);
  expect(evaluate(formula, { x: 1 })).toBe(2 ** 100);
});

it('folds a formula nested 100,000 deep', () => {
  let left = x;
  let right = x;
  for (let i = 0; i < 100_000; i++) [left, right] = [left.plus(1), Expr.number(1).plus(right)];
  expect(evaluate(left, { x: 0 })).toBe(100_000);
  expect(evaluate(right, { x: 0 })).toBe(100_000);
  expect(postOrder(left)).toHaveLength(200_001);
});

it('carries a memo over to formulas that share nodes', () => {
  const shared = sin.of(x.squared());
  const { meaning, visits } = counting();
  const memo = new Map<Expr, number>();
  fold(shared, meaning, memo);
  const before = visits();
  fold(mul.of(shared, shared), meaning, memo);
  expect(visits()).toBe(before + 1);
  fold(shared, meaning, memo);
  expect(visits()).toBe(before + 1);
});

it('orders arguments before what uses them, from left to right, without what is known', () => {
  const [a, b] = [sin.of(x), x.times(2)];
  const formula = add.of(a, b);
  expect(postOrder(formula)).toEqual([x, a, b.args[1], b, formula]);
  expect(postOrder(formula, new Set([a, x]))).toEqual([b.args[1], b, formula]);
  expect(postOrder(formula, new Set([formula]))).toEqual([]);
});
