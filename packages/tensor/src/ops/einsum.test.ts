import { key } from '@chainrule/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arange, einsum, grad, normal, type Tensor } from '../index.js';

const sizes: Record<string, number> = { a: 2, b: 3, c: 2, d: 1 };
const numbers = (t: Tensor): number[] => Array.from(t.dataSync());

/** Every term of the sum, one by one. */
function counted(inputs: readonly string[], output: string, operands: readonly Tensor[]): number[] {
  const letters = [...new Set(Array.from(output + inputs.join('')))];
  const result = Array<number>(Array.from(output).reduce((n, letter) => n * sizes[letter]!, 1)).fill(0);
  const data = operands.map(numbers);
  const at = new Map<string, number>();
  const flat = (names: string): number => Array.from(names).reduce((index, letter) => index * sizes[letter]! + at.get(letter)!, 0);
  const visit = (k: number): void => {
    const letter = letters[k];
    if (letter === undefined) {
      result[flat(output)]! += inputs.reduce((term, names, i) => term * data[i]![flat(names)]!, 1);
      return;
    }
    for (let i = 0; i < sizes[letter]!; i++) {
      at.set(letter, i);
      visit(k + 1);
    }
  };
  visit(0);
  return result;
}

describe('einsum', () => {
  it('is the sum it is written as, for any formula', () => {
    const names = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 0, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(names, { minLength: 1, maxLength: 3 }), fc.nat(), (inputs, seed) => {
        const output = [...new Set(inputs.join(''))]
          .filter((_, i) => (seed >> i) % 2 === 0)
          .reverse()
          .join('');
        const operands = inputs.map((text, i) =>
          normal(
            key(seed + i),
            Array.from(text).map((letter) => sizes[letter]!),
            { dtype: 'float64' },
          ),
        );
        const found = numbers(einsum(`${inputs.join(',')}->${output}`, ...operands));
        counted(inputs, output, operands).forEach((x, i) => {
          expect(found[i]).toBeCloseTo(x, 10);
        });
      }),
    );
  });

  it('broadcasts leading axes, guesses the result as NumPy, and has gradients', () => {
    const [a, b] = [arange(12).reshape([2, 2, 3]), arange(6).reshape([3, 2])];
    expect(einsum('...ij,jk->...ik', a, b).shape).toEqual([2, 2, 2]);
    expect(einsum('ba', b).shape).toEqual([2, 3]);
    expect(einsum('ii', arange(4).reshape([2, 2])).item()).toBe(3);
    expect(numbers(grad((x: Tensor) => einsum('ij,ij->', x, x))(b))).toEqual([0, 2, 4, 6, 8, 10]);
  });

  it('refuses what does not fit, with the formula', () => {
    const b = arange(6).reshape([3, 2]);
    expect(() => einsum('ij,jk->ik', b, b)).toThrow('"ij,jk->ik": "j" is 2 long in one place and 3 in another');
    expect(() => einsum('ij->ik', b)).toThrow('"k" of the result names no axis of an operand');
    expect(() => einsum('ijk', b)).toThrow('"ijk" does not name the 2 axes of [3, 2]');
    expect(() => einsum('ij,ij', b)).toThrow('2 operands are named, 1 given');
    expect(() => einsum('i1', b)).toThrow('letters, commas');
  });
});
