import { bytesPerElement, sizeOf } from '@chainrule/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputVariable } from '../operations/formula.js';
import { lastUses, type Instruction, type Program, type Register } from '../program.js';
import { randomProgram } from '../test-support/random-program.js';
import { memoryPlan } from './memory-plan.js';

const aligned = (bytes: number): number => Math.ceil(bytes / 64) * 64;
const bytesOf = ({ types }: Program, register: Register): number =>
  sizeOf(types[register]!.shape) * bytesPerElement(types[register]!.dtype);

/** Instruction numbers between which a computed register must keep its bytes. */
const lives = (program: Program): Map<Register, { from: number; to: number }> => {
  const last = lastUses(program);
  return new Map(
    program.instructions.flatMap(({ outputs }, at) =>
      outputs.map((register) => [register, { from: at, to: last.get(register) ?? at }] as const),
    ),
  );
};

/** Programs whose values differ in size by much more than the ordinary random ones. */
const sized: fc.Arbitrary<Program> = fc
  .tuple(randomProgram, fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 40, maxLength: 40 }), fc.boolean())
  .map(([program, sizes, opaque]) => ({
    ...program,
    types: program.types.map(({ dtype }, i) => ({ dtype, shape: [sizes[(opaque ? i : Math.floor(i / 3)) % sizes.length]!] })),
    instructions: program.instructions.map((instruction) => (opaque ? { ...instruction, operation: 'opaque' } : instruction)),
  }));

describe('a memory plan', () => {
  it('keeps apart values that live at the same time, all of it inside of the arena', () => {
    fc.assert(
      fc.property(fc.oneof(randomProgram, sized), (program) => {
        const { size, offsets } = memoryPlan(program);
        const alive = [...lives(program)];
        expect([...offsets.keys()].sort()).toEqual(alive.map(([register]) => register).sort());
        for (const [i, [a, lifeA]] of alive.entries()) {
          const atA = offsets.get(a)!;
          expect(atA % 64).toBe(0);
          expect(atA + bytesOf(program, a)).toBeLessThanOrEqual(size);
          for (const [b, lifeB] of alive.slice(i + 1)) {
            const together = lifeA.from <= lifeB.to && lifeB.from <= lifeA.to;
            const atB = offsets.get(b)!;
            const overlap = atA < atB + bytesOf(program, b) && atB < atA + bytesOf(program, a);
            if (!(together && overlap)) continue;
            // The one exception: a formula's result over an input of the same type that ends there.
            const [input, output] = lifeA.from < lifeB.from ? [a, b] : [b, a];
            const maker: Instruction = program.instructions[lives(program).get(output)!.from]!;
            expect(maker.operation).toBe('formula');
            expect(maker.inputs).toContain(input);
            expect(atA).toBe(atB);
            expect(program.types[a]).toEqual(program.types[b]);
            expect(lives(program).get(input)!.to).toBe(lives(program).get(output)!.from);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('needs at most twice what is alive at the worst moment', () => {
    fc.assert(
      fc.property(fc.oneof(randomProgram, sized), (program) => {
        const alive = [...lives(program)];
        const worst = Math.max(
          0,
          ...program.instructions.map((_, at) =>
            alive.reduce((sum, [register, { from, to }]) => sum + (from <= at && at <= to ? aligned(bytesOf(program, register)) : 0), 0),
          ),
        );
        expect(memoryPlan(program).size).toBeLessThanOrEqual(2 * worst);
      }),
      { numRuns: 500 },
    );
  });

  const chain = (operation: string, length: number): Program => ({
    types: Array.from({ length: length + 1 }, () => ({ dtype: 'float32' as const, shape: [100] })),
    inputs: [0],
    constants: [],
    instructions: Array.from({ length }, (_, i) => ({
      operation,
      inputs: [i],
      outputs: [i + 1],
      parameters: { formula: inputVariable(0).plus(1) },
    })),
    outputs: [length],
  });

  it('lets a chain of formulas write over itself, and other chains take turns between two places', () => {
    expect(memoryPlan(chain('formula', 50)).size).toBe(448);
    expect(memoryPlan(chain('matmul', 50)).size).toBe(896);
  });

  it('leaves inputs, constants and outputs alone', () => {
    const made = chain('formula', 3);
    expect(memoryPlan(made).offsets.has(0)).toBe(false);
    const kept = memoryPlan({ ...made, outputs: [1, 2, 3] });
    expect(new Set(kept.offsets.values()).size).toBe(3);
  });

  it('of nothing is empty', () => {
    expect(memoryPlan({ types: [], inputs: [], constants: [], instructions: [], outputs: [] })).toEqual({ size: 0, offsets: new Map() });
  });
});
