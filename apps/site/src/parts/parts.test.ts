import { describe, expect, test } from 'vitest';
import { caretsUnder } from './carets.js';
import { inFrame, moved, rounded, toPixels, toPoint } from './frame.js';
import { shellWord, textLiteral } from './quoting.js';
import { csvText } from './save.js';
import { shownNumber } from './shown-number.js';

const frame = {
  left: 50,
  right: 250,
  top: 10,
  bottom: 110,
  x: { domain: [-2, 2], scale: 'linear' },
  y: { domain: [0.01, 100], scale: 'log' },
} as const;

describe('a frame', () => {
  test('leads from points to pixels and back', () => {
    expect(toPixels(frame, { x: 0, y: 1 })).toEqual({ x: 150, y: expect.closeTo(60, 9) as number });
    const { x, y } = toPoint(frame, { x: 100, y: 35 });
    expect([x, y]).toEqual([-1, expect.closeTo(10, 9) as number]);
  });
  test('ends at its border', () => {
    const { x, y } = toPoint(frame, { x: 1e6, y: -1e6 });
    expect([x, y]).toEqual([2, expect.closeTo(100, 9) as number]);
    expect(moved(frame, { x: 2, y: 1 }, 0.1, 0).x).toBe(2);
    expect(inFrame(frame, { x: 2, y: 100 })).toBe(true);
    expect(inFrame(frame, { x: 2.1, y: 1 })).toBe(false);
  });
  test('keeps the digits that can be told apart', () => {
    expect(rounded(frame, { x: 1 / 3, y: 1 / 3 })).toEqual({ x: 0.3333, y: 0.33333 });
    expect(rounded(frame, { x: 2, y: NaN })).toEqual({ x: 2, y: NaN });
  });
  test('moves by shares of its axes', () => {
    expect(moved(frame, { x: 0, y: 1 }, 0.25, 0).x).toBe(1);
    expect(moved(frame, { x: 0, y: 1 }, 0, 0.25).y).toBeCloseTo(10, 9);
  });
});

test.each([
  [0, '0'],
  [-2.5, '−2.5'],
  [1 / 3, '0.3333'],
  [123456, '123500'],
  [1.5e-7, '1.5·10⁻⁷'],
  [-3e20, '−3·10²⁰'],
  [Infinity, '∞'],
  [NaN, 'undefined'],
])('%d is shown as %s', (x, text) => expect(shownNumber(x)).toBe(text));

test('carets stand under the place, also in a long text', () => {
  expect(caretsUnder({ text: '2x + sine(x)', span: { start: 5, end: 9 } })).toBe('2x + sine(x)\n     ^^^^');
  const text = `${'x + '.repeat(50)}?${' + x'.repeat(50)}`;
  const [line, carets] = caretsUnder({ text, span: { start: 200, end: 201 } }).split('\n');
  expect(line![carets!.length - 1]).toBe('?');
  expect(line!.length).toBeLessThan(60);
});

test('texts are quoted for a shell and for a program', () => {
  expect(shellWord('x^2')).toBe('"x^2"');
  expect(shellWord(`$(rm) '"\``)).toBe(`'$(rm) '\\''"\`'`);
  expect(textLiteral(`it's "x"\n\\`)).toBe(`'it\\'s "x"\\n\\\\'`);
});

test('cells of a CSV are quoted where they must be', () => {
  expect(csvText({ columns: ['mark', 'x, "y"'], rows: [['a\nb', -1.5e-7]] })).toBe('mark,"x, ""y"""\r\n"a\nb",-1.5e-7\r\n');
});
