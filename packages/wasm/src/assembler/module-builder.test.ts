import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signed, unsigned } from './bytes.js';
import { ModuleBuilder } from './module-builder.js';
import { f64, i32 } from './scalar.js';
import { unless } from './term.js';

function exported(build: (module: ModuleBuilder) => void): Record<string, (...args: number[]) => number> {
  const module = new ModuleBuilder();
  build(module);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.finish()), {
    env: { memory: new WebAssembly.Memory({ initial: 1 }) },
  });
  return exports as Record<string, (...args: number[]) => number>;
}

test('integers of any size are written as LEB128', () => {
  const value = (bytes: readonly number[]): bigint => bytes.reduce((sum, byte, i) => sum | (BigInt(byte & 0x7f) << BigInt(7 * i)), 0n);
  fc.assert(
    fc.property(fc.integer(), (n) => {
      expect(Number(value(unsigned(n >>> 0)))).toBe(n >>> 0);
      const bytes = signed(n);
      expect(Number(BigInt.asIntN(7 * bytes.length, value(bytes)))).toBe(n);
    }),
  );
});

test('a part used twice is computed once, and a program computes what it says', () => {
  const { power, sum, careful } = exported((module) => {
    const f = module.function(['f64'], ['f64'], (g) => {
      let x = g.parameters[0]!.value;
      for (let i = 0; i < 40; i++) x = f64.mul(x, x);
      return x;
    });
    module.export('power', f);
    const counted = module.function(['i32'], ['i32'], (g) => {
      const [n] = g.parameters;
      const [i, total] = [g.local('i32'), g.local('i32')];
      g.count(i, i32.const(0), n!.value, 1, () => g.set(total, i32.add(total.value, i.value)));
      return total.value;
    });
    module.export('sum', counted);
    const guarded = module.function(['i32', 'f64'], ['f64'], (g) => {
      const [n, x] = g.parameters;
      const square = f64.mul(x!.value, x!.value);
      return f64.add(unless(n!.value, square, f64.add(square, square)), square);
    });
    module.export('careful', guarded);
  }) as { power(x: number): number; sum(n: number): number; careful(n: number, x: number): number };
  expect(power(1)).toBe(1);
  expect(power(1 + 2 ** -40)).toBeCloseTo(Math.E, 3);
  expect([0, 1, 5, 100].map(sum)).toEqual([0, 0, 10, 4950]);
  expect([careful(0, 3), careful(1, 3)]).toEqual([18, 27]);
});
