import { Expr, sin } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { toMathJson, type MathJson } from '../print/mathjson.js';
import { toText } from '../print/text.js';
import { fromMathJson } from './from-mathjson.js';

describe('fromMathJson', () => {
  test.each<[MathJson, string]>([
    [['Add', 'x', ['Power', 'y', 2], 1], 'x + y^2 + 1'],
    [['Divide', ['Rational', 1, 2], ['Negate', 'x']], '1/2/(-x)'],
    [['Which', ['Less', 'x', 0], 1, 'True', 2], 'piecewise(x < 0, 1, 2)'],
    [['Log', 'x', 3], 'log(x)/log(3)'],
    [['Square', ['Sin', 'Pi']], 'sin(pi)^2'],
    [{ num: '123456789012345678901234567890' }, '123456789012345678901234567890'],
    ['constructor', 'constructor'],
  ])('%j', (json, text) => expect(toText(fromMathJson(json))).toBe(text));

  test('reads the long forms', () => expect(toText(fromMathJson({ fn: ['Add', { sym: 'x' }, { num: '1.5' }] }))).toBe('x + 1.5'));

  test('refuses what it cannot read', () => {
    expect(() => fromMathJson(['Sine', 'x'])).toThrow('"Sine" is not a function (did you mean "Sin"?)');
    expect(() => fromMathJson(['Sin', 'x', 'y'])).toThrow('Sin takes 1 argument, got 2');
    expect(() => fromMathJson([1, 2])).toThrow('[1,2] is no MathJSON');
    expect(() => fromMathJson({ num: '1.2.3' })).toThrow('"1.2.3" is no number');
    expect(() => fromMathJson(['constructor', 'x'])).toThrow('not a function');
  });

  test('no formula is too deep', () => {
    let deep = Expr.variable('x');
    for (let i = 0; i < 20_000; i++) deep = sin.of(deep);
    expect(toText(fromMathJson(toMathJson(deep)))).toBe(toText(deep));
  });
});
