import { ChainruleError } from '@chainrule/core';
import { describe, expect, test } from 'vitest';
import { commonDigits } from '../fit/gradient-check.js';
import { columnsText, columnsWithin, numberText } from './columns.js';
import { exitCodeOf } from './exit-codes.js';
import { jsonText } from './json.js';
import { paragraph } from './paragraph.js';
import { progressOf } from './progress.js';

test.each([
  [0, '0'],
  [2775.9349, '2,775.93'],
  [0.1 + 0.2, '0.3'],
  [-1.5e-7, '-1.500e-7'],
  [1e12, '1.000e+12'],
  [NaN, 'NaN'],
])('%d is written %s', (x, text) => {
  expect(numberText(x)).toBe(text);
});

test('a table too wide is turned on its side, where that is narrower', () => {
  const rows = [
    ['', 'symbolic', 'numeric'],
    ['x', '4', '4'],
  ];
  expect(columnsWithin(24, rows)).toBe(columnsText(rows));
  expect(columnsWithin(23, rows)).toBe('             x\n  symbolic   4\n  numeric    4');
  expect(columnsWithin(1, [['one', 'two', 'three']].concat([['1', '2', '3']]))).toContain('three   3');
  expect(columnsWithin(1, [['one'], ['two'], ['three']])).toBe('  one\n  two\n  three');
});

test('prose is broken between words, keeps its own lines and spaces, and hangs', () => {
  expect(paragraph(' 1. chain: the outer,  then the inner\n\nend', 16, '    ')).toBe(
    ' 1. chain: the\n    outer,  then\n    the inner\n\nend',
  );
  expect(paragraph('a indivisible b', 5)).toBe('a\nindivisible\nb');
  expect(paragraph('one line whatever its length', Infinity)).toBe('one line whatever its length');
});

test('columns line up', () => {
  expect(
    columnsText([
      ['', 'fitted'],
      ['age', '1'],
      ['intercept', '-12.5'],
    ]),
  ).toBe('              fitted\n  age              1\n  intercept    -12.5');
});

test.each([
  [[1, 2], [1, 2], 16],
  [[100, 0], [100, 1e-8], 10],
  [[1], [-1], 0],
  [[1], [NaN], 0],
] as const)('%j and %j have %d digits in common', (a, b, digits) => {
  expect(commonDigits(a, b)).toBeCloseTo(digits, 0);
});

test('numbers that JSON cannot hold are texts', () => {
  expect(jsonText({ schema: 's', ok: true, result: { a: NaN, b: [Infinity, Float64Array.of(1, -Infinity)] } })).toBe(
    '{"schema":"s","ok":true,"result":{"a":"NaN","b":["Infinity",[1,"-Infinity"]]}}',
  );
});

describe('exit codes', () => {
  test.each([
    ['parse', 'parse', 3],
    ['unknown-name', 'parse', 3],
    ['unknown-name', 'readCsv', 4],
    ['input', 'fit', 4],
    ['argument', 'fit', 2],
    ['numerical', 'descend', 5],
    ['backend', 'compile', 6],
    ['not-concrete', 'item', 70],
  ] as const)('%s in %s ends with %d', (code, operation, exit) => {
    expect(exitCodeOf(new ChainruleError(code, 'x', { operation }))).toBe(exit);
  });
  test('what is no error of ours is a bug of ours', () => {
    expect(exitCodeOf(new TypeError('x'))).toBe(70);
  });
});

test('without a terminal, progress is a line for every tenth', async () => {
  const notes: string[] = [];
  const progress = await progressOf(
    {
      out: () => undefined,
      note: (text) => void notes.push(text),
      width: 80,
      prose: Infinity,
      colour: false,
      live: false,
      bytes: () => undefined,
      lines: () => ({}) as AsyncIterable<string>,
      onInterrupt: () => () => undefined,
      interactive: false,
    },
    25,
    'epoch',
  );
  for (let i = 1; i <= 25; i++) progress.at(i, `loss ${i}`);
  progress.end();
  expect(notes).toHaveLength(9);
  expect(notes.at(-1)).toBe('epoch 25/25  loss 25');
});
