import { emptyArray, Expr, isChainruleError, ndarray, sin, where, type ArrayData, type DType } from '@chainrule/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArray } from './backend.js';
import { checkProgram } from './check-program.js';
import { formula, formulaText, functionName, inputCount, inputIndex, inputVariable } from './operations/formula.js';
import { printProgram } from './print.js';
import { lastUses, type Program } from './program.js';
import { inputsOf, operations, randomProgram } from './test-support/random-program.js';
import { reference } from './reference.js';
import { StructureKeys, structureKey } from './structure-key.js';
import { sameType, typeOf, typeText } from './type.js';

const [a, b, c] = [0, 1, 2].map(inputVariable) as [Expr, Expr, Expr];
const f32 = (...shape: number[]): { dtype: DType; shape: number[] } => ({ dtype: 'float32', shape });
const as = (dtype: DType, ...shape: number[]): { dtype: DType; shape: number[] } => ({ dtype, shape });

const small: Program = {
  types: [f32(2), f32(), f32(2), f32(), f32()],
  inputs: [0],
  constants: [{ register: 1, value: ndarray(3, { dtype: 'float32' }) }],
  instructions: [
    { operation: 'formula', inputs: [0, 1], outputs: [2], parameters: { formula: a.times(b).plus(0.5) } },
    { operation: 'statistics', inputs: [2], outputs: [3, 4], parameters: { axes: [0] } },
  ],
  outputs: [3, 4],
};

describe('the reference backend', () => {
  const executable = reference.compile(small, operations);

  it('runs a program', () => {
    const results = executable.run([ndarray([1, 2], { dtype: 'float32' })]).map(readArray);
    expect(results.map(({ data }) => Array.from(data))).toEqual([[10], [6.5]]);
    expect(executable.explain()).toBe('formula: reference\nstatistics: reference');
    expect(reference['~chainrule']).toEqual({ kind: 'backend', spec: 1, name: 'reference' });
  });

  it('runs the same program again and again, and leaves its inputs alone', () => {
    fc.assert(
      fc.property(randomProgram, (program) => {
        checkProgram(program);
        const inputs = inputsOf(program, [1, 2, 3, 4]);
        const before = structuredClone(inputs.map(({ data }) => data));
        const made = reference.compile(program, operations);
        expect(made.run(inputs)).toEqual(made.run(inputs));
        expect(inputs.map(({ data }) => data)).toEqual(before);
      }),
    );
  });

  it('gives results of the types the program says', () => {
    fc.assert(
      fc.property(randomProgram, (program) => {
        const results = reference
          .compile(program, operations)
          .run(inputsOf(program, [0.5, 2, 3]))
          .map(readArray);
        expect(results.map((array) => typeText(typeOf(array)))).toEqual(
          program.outputs.map((register) => typeText(program.types[register]!)),
        );
      }),
    );
  });

  it('reads arrays that live elsewhere', () => {
    const resident = { ...f32(2), read: (): ArrayData => ndarray([1, 2], { dtype: 'float32' }) };
    expect(executable.run([resident]).map(readArray)[1]!.data[0]).toBe(6.5);
  });

  it('refuses inputs it was not made for, and operations nobody gave it', () => {
    expect(() => executable.run([ndarray([1, 2, 3], { dtype: 'float32' })])).toThrowErrorMatchingInlineSnapshot(
      `[ChainruleError: [run] an input is f32[3], the program was made for f32[2]]`,
    );
    expect(() => executable.run([ndarray([1, 2])])).toThrowErrorMatchingInlineSnapshot(
      `[ChainruleError: [run] an input is f64[2], the program was made for f32[2]]`,
    );
    expect(() => executable.run([])).toThrowErrorMatchingInlineSnapshot(
      `[TypeError: Cannot use 'in' operator to search for 'read' in undefined]`,
    );
    expect(() => reference.compile(small, new Map())).toThrowErrorMatchingInlineSnapshot(
      `[ChainruleError: [compile] the program names an operation "formula" that is not in its table]`,
    );
  });
});

describe('formula types', () => {
  const types = (expr: Expr, ...inputs: { dtype: DType; shape: number[] }[]): string =>
    typeText(formula.types(inputs, { formula: expr })[0]!);

  it('come from the inputs, numbers being weak', () => {
    expect(types(a.plus(0.5), f32(2, 3))).toBe('f32[2, 3]');
    expect(types(a.plus(b), f32(2, 1), f32(3))).toBe('f32[2, 3]');
    expect(types(a.times(2), as('int32', 2))).toBe('i32[2]');
    expect(types(where.of(a, b, 0), as('bool', 2), as('float64'))).toBe('f64[2]');
    expect(types(where.of(b, a, c), as('float64'), as('bool', 2), as('float64'))).toBe('f64[2]');
    expect(types(Expr.number(3), as('float64', 4))).toBe('f64[4]');
    expect(types(where.of(a, 1, 0), as('bool', 2))).toMatch(/\[2\]$/);
  });

  it('refuse what does not mix', () => {
    expect(() => types(a.plus(b), f32(2), as('float64', 2))).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [add] element types float32 and float64 do not mix
        hint: cast one of them: .cast('float64')]
    `);
    expect(() => types(a.plus(b), f32(2), f32(3))).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [add] shapes [2] and [3] do not broadcast
        hint: axis -1 has sizes 2 and 3: they must be equal, or one of them 1]
    `);
    expect(() => types(sin.of(a), as('int32', 2))).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [sin] sin of int32 is not an integer
        hint: cast it first: .cast('float32')]
    `);
  });

  it('are the types of their values', () => {
    const input = ndarray([1, 0], { dtype: 'bool' });
    for (const expr of [where.of(a, 1, 0), where.of(a, b, 2), Expr.number(7)]) {
      const inputs = [input, ndarray([[5], [6]], { dtype: 'float32' })];
      const stated = formula.types(inputs, { formula: expr });
      const [value] = formula.value(inputs, { formula: expr }, stated);
      expect(typeText(typeOf(value!))).toBe(typeText(stated[0]!));
    }
  });
});

describe('formulas as operations', () => {
  it('know their inputs and name', () => {
    expect(inputCount(a.plus(c))).toBe(3);
    expect(inputCount(Expr.number(1))).toBe(0);
    expect(inputIndex('#12')).toBe(12);
    expect(inputVariable(4)).toBe(inputVariable(4));
    expect(() => inputCount(Expr.variable('x'))).toThrowErrorMatchingInlineSnapshot(`[ChainruleError: [formula] "x" is no input]`);
    expect(functionName(sin.of(a))).toBe('sin');
    expect(functionName(a)).toBe('formula');
  });
  it('are printed', () => {
    expect(formulaText(where.of(a.minus(1), a.negated(), sin.of(b.power(2))))).toBe('where((#0 − 1), −#0, sin((#1 ^ 2)))');
  });
});

describe('types', () => {
  it('are equal when element type and shape are', () => {
    expect(sameType(f32(2), f32(2))).toBe(true);
    expect(sameType(f32(2), as('float64', 2))).toBe(false);
    expect(sameType(f32(2), f32(2, 1))).toBe(false);
    expect(sameType(f32(2), f32(3))).toBe(false);
    expect((['float32', 'float64', 'int32', 'uint32', 'bool'] as const).map((dtype) => typeText(as(dtype, 1)))).toEqual([
      'f32[1]',
      'f64[1]',
      'i32[1]',
      'u32[1]',
      'bool[1]',
    ]);
  });
});

describe('a printed program', () => {
  it('reads line by line', () => {
    expect(printProgram(small, operations)).toMatchInlineSnapshot(`
      "program(%0: f32[2]) {
        %1: f32[] = constant 3
        %2: f32[2] = formula ((#0 · #1) + 0.5) (%0, %1)
        %3: f32[], %4: f32[] = statistics axes=[0] (%2)
        return %3, %4
      }"
    `);
    expect(printProgram({ ...small, constants: [{ register: 1, value: emptyArray('float32', [9]) }] })).toContain(
      'constant [0, 0, 0, 0, …]',
    );
  });
});

describe('last uses', () => {
  it('are found from the back, outputs lasting to the end', () => {
    expect(lastUses(small)).toEqual(
      new Map([
        [3, 2],
        [4, 2],
        [2, 1],
        [0, 0],
        [1, 0],
      ]),
    );
  });
});

describe('structure keys', () => {
  it('are equal for equal structures made apart', () => {
    fc.assert(
      fc.property(randomProgram, (program) => {
        const keys = new StructureKeys();
        const copy: Program = { ...program, instructions: program.instructions.map((one) => ({ ...one, inputs: [...one.inputs] })) };
        expect(structureKey(copy, keys)).toBe(structureKey(program, keys));
      }),
    );
  });

  it('differ where programs do', () => {
    const keys = new StructureKeys();
    const [first, second] = small.instructions as [Program['instructions'][number], Program['instructions'][number]];
    const others: Program[] = [
      small,
      { ...small, types: [f32(3), ...small.types.slice(1)] },
      { ...small, types: [as('float64', 2), ...small.types.slice(1)] },
      { ...small, outputs: [4, 3] },
      { ...small, outputs: [3] },
      { ...small, inputs: [0, 1], constants: [] },
      { ...small, instructions: [first] },
      { ...small, instructions: [{ ...first, inputs: [1, 0] }, second] },
      { ...small, instructions: [{ ...first, operation: 'other' }, second] },
      { ...small, instructions: [{ ...first, parameters: { formula: a.times(b).plus(-0.5) } }, second] },
      { ...small, instructions: [{ ...first, parameters: { formula: b.times(a).plus(0.5) } }, second] },
      { ...small, instructions: [first, { ...second, parameters: { axes: [-0] } }] },
      { ...small, instructions: [first, { ...second, parameters: { axes: ['0'] } }] },
      { ...small, instructions: [first, { ...second, parameters: { axes: '0' } }] },
      { ...small, instructions: [first, { ...second, parameters: { axes: new Int32Array([0]) } }] },
      { ...small, instructions: [first, { ...second, parameters: { axes: new Float32Array([0]) } }] },
      { ...small, instructions: [first, { ...second, parameters: { axes: undefined } }] },
      { ...small, instructions: [first, { ...second, parameters: {} }] },
      { ...small, instructions: [first, { ...second, parameters: { 'axes:[0],more': 1 } }] },
      { ...small, instructions: [first, { ...second, parameters: { axes: [0], more: 1 } }] },
    ];
    expect(new Set(others.map((program) => structureKey(program, keys))).size).toBe(others.length);
  });

  it('do not count the values of constants, but their number', () => {
    const keys = new StructureKeys();
    const other = { ...small, constants: [{ register: 1, value: ndarray(9, { dtype: 'float32' }) }] };
    expect(structureKey(other, keys)).toBe(structureKey(small, keys));
  });

  it('tell typed arrays with −0 and 0 apart', () => {
    const keys = new StructureKeys();
    expect(keys.of(new Float32Array([0]))).not.toBe(keys.of(new Float32Array([-0])));
  });
});

it('a program that cannot run is refused with a reason', () => {
  for (const wrong of [
    { ...small, outputs: [9] },
    { ...small, inputs: [0, 0] },
    { ...small, constants: [] },
    { ...small, types: [f32(2)] },
  ]) {
    let thrown: unknown;
    try {
      checkProgram(wrong);
    } catch (error) {
      thrown = error;
    }
    expect(isChainruleError(thrown)).toBe(true);
  }
});
