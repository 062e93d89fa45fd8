import { elementwise, emptyArray, Expr, key, normal, sin, sub, type ArrayData } from '@chainrule/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArray } from '../backend.js';
import { checkProgram } from '../check-program.js';
import { formula, inputVariable } from '../operations/formula.js';
import { printProgram } from '../print.js';
import type { Instruction, Program } from '../program.js';
import { fillings, inputsOf, operations, randomProgram } from '../test-support/random-program.js';
import { reference } from '../reference.js';
import { typeText } from '../type.js';
import { commonSubexpressions } from './common-subexpressions.js';
import { constantFolding } from './constant-folding.js';
import { deadCode } from './dead-code.js';
import { fusion } from './fusion.js';
import { optimize } from './optimize.js';
import type { Pass } from './pass.js';

const run = (program: Program, inputs: readonly ArrayData[]): ArrayData[] =>
  reference.compile(program, operations).run(inputs).map(readArray);

/** Every bit of the results, signs of zeros included; every NaN is the same. */
const bits = (arrays: readonly ArrayData[]): unknown =>
  arrays.map((array) => [typeText(array), ...Array.from(array.data, (x) => (Object.is(x, -0) ? '-0' : String(x)))]);

const passes: Record<string, Pass> = { deadCode, constantFolding, commonSubexpressions, fusion, optimize };

describe.each(Object.entries(passes))('%s', (_, pass) => {
  it('gives a sound program with the same results, to the last bit', () => {
    fc.assert(
      fc.property(randomProgram, fillings, (program, numbers) => {
        const better = pass(program, operations);
        checkProgram(better);
        expect(better.inputs).toEqual(program.inputs);
        const inputs = inputsOf(program, numbers);
        expect(bits(run(better, inputs)), printProgram(better)).toEqual(bits(run(program, inputs)));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves alone what it has been over', () => {
    fc.assert(
      fc.property(randomProgram, (program) => {
        const once = pass(program, operations);
        expect(printProgram(pass(once, operations))).toBe(printProgram(once));
      }),
    );
  });

  it('does not change the program it is given', () => {
    fc.assert(
      fc.property(randomProgram, (program) => {
        const before = printProgram(program);
        pass(program, operations);
        expect(printProgram(program)).toBe(before);
      }),
    );
  });
});

const f32 = (...shape: number[]): { dtype: 'float32'; shape: number[] } => ({ dtype: 'float32', shape });
const [a, b] = [inputVariable(0), inputVariable(1)];
const step = (outputs: number[], of: Expr, inputs: number[]): Instruction => ({
  operation: 'formula',
  inputs,
  outputs,
  parameters: { formula: of },
});
const barrier = (output: number, input: number): Instruction => ({
  operation: 'barrier',
  inputs: [input],
  outputs: [output],
  parameters: {},
});

const program = (count: number, instructions: Instruction[], outputs: number[], rest: Partial<Program> = {}): Program => ({
  types: Array.from({ length: count }, () => f32(2)),
  inputs: [0],
  constants: [],
  instructions,
  outputs,
  ...rest,
});

describe('dead code', () => {
  it('goes, with the constants it alone needed', () => {
    const made = program(4, [step([2], sin.of(a), [0]), step([3], a.plus(b), [0, 1])], [2], {
      constants: [{ register: 1, value: emptyArray('float32', [2]) }],
    });
    const kept = deadCode(made, operations);
    expect(kept.instructions).toEqual([made.instructions[0]]);
    expect(kept.constants).toEqual([]);
  });
  it('stays where one of its results is needed', () => {
    const made = {
      ...program(3, [{ operation: 'statistics', inputs: [0], outputs: [1, 2], parameters: { axes: [0] } }], [2]),
      types: [f32(2), f32(), f32()],
    };
    expect(deadCode(made, operations).instructions).toHaveLength(1);
  });
});

describe('common subexpressions', () => {
  it('are computed once, also through chains of equals', () => {
    const made = program(
      5,
      [step([1], sin.of(a), [0]), step([2], sin.of(a), [0]), step([3], a.plus(1), [1]), step([4], a.plus(1), [2])],
      [3, 4],
    );
    const merged = commonSubexpressions(made, operations);
    expect(merged.instructions).toHaveLength(2);
    expect(merged.outputs).toEqual([3, 3]);
  });
  it('keep apart what differs in a parameter, in the order of inputs, or in the sign of a zero', () => {
    const made = program(
      6,
      [
        step([1], a.plus(0), [0]),
        step([2], a.plus(Expr.number(-0)), [0]),
        step([3], sub.of(a, b), [1, 2]),
        step([4], sub.of(a, b), [2, 1]),
      ],
      [3, 4],
    );
    expect(commonSubexpressions(made, operations).instructions).toHaveLength(4);
  });
  it('stop at a barrier', () => {
    const made = program(5, [step([1], sin.of(a), [0]), barrier(2, 0), step([3], sin.of(a), [2]), barrier(4, 0)], [1, 3, 4]);
    expect(commonSubexpressions(made, operations).instructions).toHaveLength(4);
  });
});

describe('constant folding', () => {
  it('computes what depends on constants alone, beforehand', () => {
    const made = program(4, [step([2], a.times(2), [1]), step([3], a.plus(b), [0, 2])], [3], {
      constants: [{ register: 1, value: { ...f32(2), data: new Float32Array([1, 2]) } }],
    });
    const folded = constantFolding(made, operations);
    expect(folded.instructions).toEqual([made.instructions[1]]);
    expect(folded.constants.find(({ register }) => register === 2)?.value.data).toEqual(new Float32Array([2, 4]));
  });
  it('does not blow small constants up into large ones, nor look behind a barrier', () => {
    const large = { ...program(3, [step([2], a.plus(b), [0, 1])], [2]), inputs: [], types: [f32(100, 1), f32(1, 100), f32(100, 100)] };
    const constants = [
      { register: 0, value: emptyArray('float32', [100, 1]) },
      { register: 1, value: emptyArray('float32', [1, 100]) },
    ];
    expect(constantFolding({ ...large, constants }, operations).instructions).toHaveLength(1);
    const behind = program(3, [barrier(1, 0), step([2], sin.of(a), [1])], [2], {
      inputs: [],
      constants: [{ register: 0, value: emptyArray('float32', [2]) }],
    });
    expect(constantFolding(behind, operations).instructions).toHaveLength(2);
  });
});

describe('fusion', () => {
  const fused = (made: Program): number => fusion(made, operations).instructions.length;
  it('makes a chain of formulas one', () => {
    const made = program(4, [step([1], sin.of(a), [0]), step([2], a.times(2), [1]), step([3], a.plus(b), [2, 0])], [3]);
    expect(printProgram(fusion(made, operations), operations)).toMatchInlineSnapshot(`
      "program(%0: f32[2]) {
        %3: f32[2] = formula ((sin(#0) · 2) + #0) (%0)
        return %3
      }"
    `);
  });
  it('does not compute anything twice', () => {
    expect(fused(program(4, [step([1], sin.of(a), [0]), step([2], a.times(2), [1]), step([3], a.plus(3), [1])], [2, 3]))).toBe(3);
    const twice = fusion(program(3, [step([1], sin.of(a), [0]), step([2], a.plus(b), [1, 1])], [2]), operations);
    const sum = (twice.instructions[0]!.parameters as { formula: Expr }).formula;
    expect([twice.instructions.length, sum.args[0] === sum.args[1]]).toEqual([1, true]);
    expect(fused(program(3, [step([1], sin.of(a), [0]), step([2], a.plus(1), [1])], [1, 2]))).toBe(2);
  });
  it('does not compute a small value at every place of a large one', () => {
    const made = {
      ...program(4, [step([2], sin.of(a), [1]), step([3], a.plus(b), [0, 2])], [3]),
      types: [f32(2, 3), f32(3), f32(3), f32(2, 3)],
      inputs: [0, 1],
    };
    expect(fused(made)).toBe(2);
  });
  it('stops at a barrier', () => {
    expect(fused(program(4, [step([1], sin.of(a), [0]), barrier(2, 1), step([3], a.plus(1), [2])], [3]))).toBe(3);
  });
  it('fuses long chains without running out of stack', () => {
    const chain = Array.from({ length: 2000 }, (_, i) => step([i + 1], a.plus(1), [i]));
    const made = program(2001, chain, [2000]);
    const one = fusion(made, operations);
    expect(one.instructions).toHaveLength(1);
    expect(run(one, [{ ...f32(2), data: new Float32Array([0, 1]) }])[0]!.data).toEqual(new Float32Array([2000, 2001]));
  });
});

it('all passes together shorten a training step without changing it', () => {
  const made = program(
    9,
    [
      step([2], a.times(b), [0, 1]),
      step([3], a.times(b), [0, 1]),
      step([4], sin.of(a), [2]),
      step([5], elementwise.cos.of(a), [3]),
      step([6], a.plus(b), [4, 5]),
      step([7], a.times(9), [6]),
      step([8], a.minus(b), [6, 1]),
    ],
    [8],
    { inputs: [0, 1] },
  );
  const better = optimize(made, operations);
  expect(better.instructions.length).toBeLessThan(made.instructions.length);
  const inputs = [0, 1].map((seed) => normal(key(seed), [2], { dtype: 'float32' }));
  expect(bits(run(better, inputs))).toEqual(bits(run(made, inputs)));
  expect(formula.name).toBe('formula');
});

it('programs within a program are optimised too', () => {
  const type = { dtype: 'float64', shape: [2] } as const;
  const twice = (operation: string, parameters: unknown): Program => ({
    types: [type, type, type],
    inputs: [0],
    constants: [],
    instructions: [1, 2].map((output) => ({ operation, inputs: [0], outputs: [output], parameters })),
    outputs: [1, 2],
  });
  const inner = twice(formula.name, { formula: sin.of(inputVariable(0)) });
  const outer = twice('loop', { rounds: 3, body: { program: inner, primitives: operations } });
  const [only, ...others] = optimize(outer, operations).instructions;
  expect(others).toEqual([]);
  const { rounds, body } = only!.parameters as { readonly rounds: number; readonly body: { readonly program: Program } };
  expect(rounds).toBe(3);
  expect(body.program.instructions).toHaveLength(1);
  expect(body.program.outputs).toEqual([1, 1]);
});
