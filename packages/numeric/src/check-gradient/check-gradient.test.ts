import { isChainruleError, ndarray, type NdArray } from '@chainrule/core';
import { describe, expect, it } from 'vitest';
import { checkGradient } from './check-gradient.js';

const fround = Math.fround;

describe('gradients that are correct raise no alarm', () => {
  const correct: readonly (readonly [name: string, f: (x: number) => number, x: number, gradient: number, verdict: string])[] = [
    ['sin in f64', Math.sin, 1, Math.cos(1), 'ok'],
    ['sin in f32', (x) => fround(Math.sin(fround(x))), 1, fround(Math.cos(1)), 'ok'],
    ['relu at exactly 0', (x) => Math.max(0, x), 0, 0, 'kink'],
    ['relu at 5e-7', (x) => Math.max(0, x), 5e-7, 1, 'ok'],
    ['abs at 0', Math.abs, 0, 0, 'kink'],
    ['max of two equal entries', (x) => Math.max(x, 1), 1, 1, 'kink'],
    ['x² at 1e6', (x) => x * x, 1e6, 2e6, 'ok'],
    ['sin at 1e10', Math.sin, 1e10, Math.cos(1e10), 'ok'],
    ['x³ at 1e9', (x) => x ** 3, 1e9, 3e18, 'ok'],
    ['log at 1e-7', Math.log, 1e-7, 1e7, 'ok'],
    ['sqrt at 1e-6', Math.sqrt, 1e-6, 500, 'ok'],
    ['exp(1000x) near 0.005', (x) => Math.exp(1000 * x), 0.005, 1000 * Math.exp(5), 'ok'],
    ['sin(10⁴x)', (x) => Math.sin(1e4 * x), 0.3, 1e4 * Math.cos(3e3), 'ok'],
    ['1e8 + x²', (x) => 1e8 + x * x, 1, 2, 'ok'],
    ['an output quantised to 1e-9', (x) => 1e-9 * Math.round(1e9 * Math.sin(x)), 1, Math.cos(1), 'ok'],
    ['f + 1e-9·sin(10¹³x)', (x) => Math.sin(x) + 1e-9 * Math.sin(1e13 * x), 1, Math.cos(1), 'ok'],
  ];
  it.each(correct)('%s', (_, f, x, gradient, verdict) => {
    expect(checkGradient(f, gradient, x).verdict).toBe(verdict);
    expect(checkGradient((p: readonly number[]) => f(p[0]!), [gradient], [x]).verdict).toBe(verdict);
  });
});

describe('gradients that are wrong are found', () => {
  const wrong: readonly (readonly [scale: number, factor: number])[] = [
    [1, 1.0005],
    [1, 1.01],
    [1e-3, 1.01],
    [1e-5, 1.5],
    [1e-6, 0],
    [1e-6, -1],
  ];
  it.each(wrong)('%d·sin with its gradient times %d', (scale, factor) => {
    const gradient = (x: number): number => scale * Math.cos(x) * factor;
    expect(checkGradient((x: number) => scale * Math.sin(x), gradient, 1).verdict).toBe('wrong');
  });
  it('relu at 0 with gradient 2', () => {
    const row = checkGradient((x: number) => Math.max(0, x), 2, 0).rows[0]!;
    expect(row).toMatchObject({ verdict: 'wrong', left: 0, right: 1 });
  });
});

describe('the cause is guessed from the ratio', () => {
  it.each([
    [2, 'twice too large'],
    [-1, 'sign'],
    [0, 'not connected'],
    [1 / 32, 'mean over the batch'],
    [32, 'sum over the batch'],
    [7, '7 times too large'],
    [1.3, 'factor of 1.3'],
    [NaN, 'not a number'],
  ])('%d', (factor, cause) => {
    const report = checkGradient(Math.exp, Math.exp(0.5) * factor, 0.5, { batchSize: 32 });
    expect(report.rows[0]!.cause).toContain(cause);
  });
});

interface Parameters {
  readonly layer: { readonly weight: NdArray; readonly bias: Float32Array };
  readonly scale: number;
  readonly shifts: readonly number[];
}

describe('trees of parameters', () => {
  const x: Parameters = {
    layer: {
      weight: ndarray(
        [
          [0.3, -0.2],
          [0.7, 1.1],
        ],
        { dtype: 'float64' },
      ),
      bias: Float32Array.of(0.5, 0.25),
    },
    scale: 1.5,
    shifts: [0.1, 0.2, 0.3],
  };
  const value = ({ layer, scale, shifts }: Parameters): number => {
    const w = layer.weight.data;
    return scale * (w[0]! * w[3]! - w[1]! * w[2]!) + layer.bias[0]! * layer.bias[1]! + shifts.reduce((sum, s) => sum + s ** 3, 0);
  };
  const gradientWith =
    (change: number) =>
    ({ layer, scale, shifts }: Parameters): Parameters => {
      const w = layer.weight.data;
      return {
        layer: {
          weight: ndarray(Float64Array.of(scale * w[3]!, -scale * w[2]! * change, -scale * w[1]!, scale * w[0]!), { shape: [2, 2] }),
          bias: Float32Array.of(layer.bias[1]!, layer.bias[0]!),
        },
        scale: w[0]! * w[3]! - w[1]! * w[2]!,
        shifts: shifts.map((s) => 3 * s ** 2),
      };
    };

  it('are checked leaf by leaf', () => {
    const report = checkGradient({ value, gradient: gradientWith(1) }, x);
    expect(report.rows.map((row) => [row.name, row.size, row.verdict])).toEqual([
      ['layer.weight', 4, 'ok'],
      ['layer.bias', 2, 'ok'],
      ['scale', 1, 'ok'],
      ['shifts', 3, 'ok'],
    ]);
    expect(report.verdict).toBe('ok');
  });

  it('name the entry that is wrong, as a table and as JSON', () => {
    const report = checkGradient({ value, gradient: gradientWith(2) }, x);
    expect(report.rows[0]).toMatchObject({ name: 'layer.weight', verdict: 'wrong', index: [0, 1] });
    expect(report.rows.filter((row) => row.verdict === 'wrong')).toHaveLength(1);
    expect(String(report)).toContain('layer.weight[0, 1]');
    expect(String(report)).toContain('twice too large');
    const json = JSON.parse(JSON.stringify(report)) as { verdict: string; rows: { index: number[] }[] };
    expect(json.verdict).toBe('wrong');
    expect(json.rows[0]!.index).toEqual([0, 1]);
  });

  it('may hold leaves of any kind that an adapter reads', () => {
    class Box {
      readonly #inside: number;
      constructor(inside: number) {
        this.#inside = inside;
      }
      get inside(): number {
        return this.#inside;
      }
    }
    const leaves = {
      read: (leaf: unknown) => (leaf instanceof Box ? [leaf.inside] : undefined),
      like: (_: unknown, n: Float64Array) => new Box(n[0]!),
    };
    const square = { value: ({ a }: { a: Box }) => a.inside ** 2, gradient: ({ a }: { a: Box }) => ({ a: new Box(2 * a.inside) }) };
    expect(checkGradient(square, { a: new Box(3) }, { leaves }).verdict).toBe('ok');
  });
});

describe('single precision', () => {
  const f = (p: Float32Array): number => fround(fround(p[0]! * p[0]!) * fround(p[1]!));
  it('passes with the precision it has', () => {
    const gradient = (p: Float32Array): Float32Array => Float32Array.of(2 * p[0]! * p[1]!, p[0]! ** 2);
    expect(checkGradient(f, gradient, Float32Array.of(1.1, 0.3)).verdict).toBe('ok');
  });
  it('still shows an error of one percent', () => {
    const gradient = (p: Float32Array): Float32Array => Float32Array.of(2 * p[0]! * p[1]!, 1.01 * p[0]! ** 2);
    expect(checkGradient(f, gradient, Float32Array.of(1.1, 0.3)).rows[0]).toMatchObject({ verdict: 'wrong', index: [1] });
  });
});

describe('what cannot be checked is said, not guessed', () => {
  it('a function that answers differently each time', () => {
    let calls = 0;
    const report = checkGradient((x: number) => x + ++calls * 1e-3, 1, 2);
    expect(report.verdict).toBe('non-deterministic');
    expect(String(report)).toContain('for the same parameters');
  });
  it('a gradient that answers differently each time', () => {
    let calls = 0;
    expect(
      checkGradient(
        (x: number) => 2 * x,
        () => 2 + ++calls,
        1,
      ).verdict,
    ).toBe('non-deterministic');
  });
  it('a function that is noise', () => {
    // A hash of x: no derivative at all.
    const hash = (x: number): number => (Math.sin(x * 12.9898e10) * 43758.5453) % 1;
    expect(checkGradient(hash, 0.02, 1).verdict).toBe('inconclusive');
  });
  it('a point beside which f is not defined', () => {
    expect(checkGradient((x: number) => (x === 1 ? 0 : NaN), 3, 1).verdict).toBe('out of domain');
  });
});

describe('fast mode', () => {
  const n = 100_000;
  const x = Float64Array.from({ length: n }, (_, i) => ((i * 2654435761) % 1000) / 1000);
  const f = (p: Float64Array): number => p.reduce((sum, value) => sum + Math.sin(value), 0);

  it.each([0, 37_000, n - 1])('finds one wrong entry among 100,000 in at most 500 evaluations: entry %d', (bad) => {
    let calls = 0;
    const gradient = x.map((value, i) => Math.cos(value) * (i === bad ? 1.05 : 1));
    const report = checkGradient(
      (p: Float64Array) => {
        calls++;
        return f(p);
      },
      gradient,
      x,
    );
    expect(report).toMatchObject({ mode: 'fast', verdict: 'wrong', evaluations: calls });
    expect(report.rows[0]).toMatchObject({ index: [bad], verdict: 'wrong' });
    expect(calls).toBeLessThanOrEqual(500);
  });

  it('passes a correct gradient with one direction', () => {
    const report = checkGradient(f, x.map(Math.cos), x);
    expect(report.verdict).toBe('ok');
    expect(report.evaluations).toBeLessThanOrEqual(50);
  });

  it('tells the wrong parameter from the right ones', () => {
    const loss = {
      value: ({ a, b }: { a: Float64Array; b: Float64Array }) => f(a) * f(b),
      gradient: ({ a, b }: { a: Float64Array; b: Float64Array }) => ({
        a: a.map((v) => Math.cos(v) * f(b)),
        b: b.map((v) => -Math.cos(v) * f(a)),
      }),
    };
    const report = checkGradient(loss, { a: x.slice(0, 40), b: x.slice(40, 90) });
    expect(report.rows.map((row) => [row.name, row.verdict])).toEqual([
      ['a', 'ok'],
      ['b', 'wrong'],
    ]);
    expect(report.rows[1]!.cause).toContain('sign');
  });
});

describe('second order', () => {
  const value = (p: Float64Array): number => p[0]! ** 3 * p[1]! + Math.sin(p[1]!);
  const gradient = (p: Float64Array): Float64Array => Float64Array.of(3 * p[0]! ** 2 * p[1]!, p[0]! ** 3 + Math.cos(p[1]!));
  const product =
    (factor: number) =>
    (p: Float64Array, v: Float64Array): Float64Array =>
      Float64Array.of(6 * p[0]! * p[1]! * v[0]! + 3 * p[0]! ** 2 * v[1]!, factor * (3 * p[0]! ** 2 * v[0]! - Math.sin(p[1]!) * v[1]!));
  const x = Float64Array.of(1.2, 0.7);
  it('passes a correct product', () => {
    expect(checkGradient({ value, gradient, hessianProduct: product(1) }, x, { order: 2 }).verdict).toBe('ok');
  });
  it('finds a wrong one', () => {
    const report = checkGradient({ value, gradient, hessianProduct: product(1.001) }, x, { order: 2 });
    expect(report.rows[0]).toMatchObject({ verdict: 'wrong', index: [1] });
  });
});

describe('bad input is refused by name', () => {
  const refused = (action: () => unknown, ...words: string[]): void => {
    try {
      action();
    } catch (error) {
      if (!isChainruleError(error)) throw error;
      for (const word of words) expect(error.message).toContain(word);
      return;
    }
    throw new Error('nothing was refused');
  };
  const f = (p: Float64Array): number => p[0]!;
  it.each<[string, () => unknown, string[]]>([
    ['a gradient of the wrong length', () => checkGradient(f, Float64Array.of(1), Float64Array.of(1, 2)), ['x has 1', 'has 2']],
    ['a gradient without an entry', () => checkGradient(() => 1, { a: 1 } as { a: number; b: number }, { a: 1, b: 2 }), ['b']],
    ['a gradient with one too many', () => checkGradient(() => 1, { a: 1, c: 2 } as { a: number }, { a: 1 }), ['c']],
    ['an infinite parameter', () => checkGradient(f, f as never, Float64Array.of(1, Infinity)), ['x[1]', 'Infinity']],
    ['no parameters', () => checkGradient(() => 1, {}, {}), ['no parameters']],
    ['text among the parameters', () => checkGradient(() => 1, {}, { a: 'b' }), ['a', 'string']],
    [
      'f throwing',
      () =>
        checkGradient(
          () => {
            throw new Error('boom');
          },
          1,
          1,
        ),
      ['boom'],
    ],
    ['f returning text', () => checkGradient((() => 'no') as never, 1, 1), ['string']],
    ['f not finite anywhere', () => checkGradient(() => NaN, 1, 1), ['NaN']],
    ['no gradient', () => checkGradient({ value: f }, Float64Array.of(1)), ['no gradient']],
    [
      'no product',
      () => checkGradient({ value: f, gradient: (p: Float64Array) => p }, Float64Array.of(1), { order: 2 }),
      ['no hessianProduct'],
    ],
    ['neither function nor objective', () => checkGradient(3 as never, 1, 1), ['objective']],
  ])('%s', (_, action, words) => refused(action, ...words));
});
