import { cos, defineElementwise, emptyArray, Expr, isChainruleError, Rational, sin } from '@chainrule/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputVariable } from '../operations/formula.js';
import { printProgram } from '../print.js';
import type { Program } from '../program.js';
import { operations, randomProgram } from '../test-support/random-program.js';
import { StructureKeys, structureKey } from '../structure-key.js';
import { deserialize, serialize } from './serialize.js';

const through = (program: Program): Program => deserialize(JSON.parse(JSON.stringify(serialize(program))));
const type = { dtype: 'float32', shape: [2] } as const;
const withParameters = (parameters: unknown): Program => ({
  types: [type, type],
  inputs: [0],
  constants: [],
  instructions: [{ operation: 'any', inputs: [0], outputs: [1], parameters }],
  outputs: [1],
});
const parametersThrough = (parameters: unknown): unknown => through(withParameters(parameters)).instructions[0]!.parameters;

describe('a program through JSON', () => {
  it('is the same program', () => {
    fc.assert(
      fc.property(randomProgram, (program) => {
        const back = through(program);
        expect(printProgram(back, operations)).toBe(printProgram(program, operations));
        const keys = new StructureKeys();
        expect(structureKey(back, keys)).toBe(structureKey(program, keys));
        expect(back.constants).toEqual(program.constants);
      }),
    );
  });

  it('keeps parameters of every kind', () => {
    const parameters = {
      axes: [0, 1],
      name: 'sum',
      keepDims: false,
      nothing: null,
      missing: undefined,
      odd: [NaN, -0, Infinity, -Infinity, 1e-310],
      numbers: [
        new Float32Array([0.1, -0, NaN, Infinity]),
        new Float64Array([0.1, -Infinity]),
        new Int32Array([-1]),
        new Uint32Array([2 ** 32 - 1]),
        new Uint8Array([1, 0]),
      ],
      $formula: 'a key like one of ours',
      nested: { deep: [{ $number: 3 }] },
    };
    const back = parametersThrough(parameters) as typeof parameters;
    expect(back).toEqual(parameters);
    expect(Object.is(back.odd[1], -0)).toBe(true);
    expect(Object.is(back.numbers[0]![1], -0)).toBe(true);
    expect(Object.keys(back)).toEqual(Object.keys(parameters));
  });

  it('keeps formulas, with their exact numbers and their sharing', () => {
    const shared = sin.of(inputVariable(0));
    const formula = shared
      .times(shared)
      .plus(Expr.number(Rational.of(1, 3)))
      .minus(Expr.number(-0))
      .over(Expr.number(10n ** 30n))
      .plus(0.1)
      .plus(NaN);
    const back = parametersThrough({ a: formula, b: cos.of(shared) }) as { a: Expr; b: Expr };
    const keys = new StructureKeys();
    expect(keys.of(back.a)).toBe(keys.of(formula));
    expect(keys.of(back.b)).toBe(keys.of(cos.of(shared)));
    const written = serialize(withParameters({ a: formula, b: cos.of(shared) }));
    expect(written.formulas.filter((node) => 'apply' in node && node.apply === 'sin')).toHaveLength(1);
  });

  it('keeps formulas nested 100,000 deep', () => {
    let formula = inputVariable(0);
    for (let i = 0; i < 100_000; i++) formula = formula.plus(1);
    const back = parametersThrough({ formula }) as { formula: Expr };
    expect(back.formula.hash).toBe(formula.hash);
  }, 60_000);

  it('keeps programs inside of parameters', () => {
    const inner = withParameters({ formula: sin.of(inputVariable(0)) });
    const back = parametersThrough({ body: inner, count: 3 }) as { body: Program };
    expect(printProgram(back.body)).toBe(printProgram(inner));
  });

  it('takes functions beyond the table when it is given them', () => {
    const cube = defineElementwise('cube', { value: (x) => x ** 3, derivative: (x) => x.squared().times(3), rule: 'cube', latex: 'c' });
    const written = JSON.parse(JSON.stringify(serialize(withParameters({ formula: cube.of(inputVariable(0)) })))) as unknown;
    const back = deserialize(written, { functions: { cube } }).instructions[0]!.parameters as { formula: Expr };
    expect(back.formula.fn).toBe(cube);
    expect(() => deserialize(written)).toThrowErrorMatchingInlineSnapshot(`
      [ChainruleError: [deserialize] there is no function "cube"
        hint: pass functions of your own in { functions }]
    `);
  });

  it('is a flat list', () => {
    expect(serialize({ ...withParameters({ formula: inputVariable(0).plus(0.5).times(2) }), constants: [] })).toMatchInlineSnapshot(`
      {
        "format": "chainrule-program",
        "formulas": [
          {
            "variable": "#0",
          },
          {
            "number": 0.5,
          },
          {
            "apply": "add",
            "args": [
              0,
              1,
            ],
          },
          {
            "exact": "2",
          },
          {
            "apply": "mul",
            "args": [
              2,
              3,
            ],
          },
        ],
        "program": {
          "constants": [],
          "inputs": [
            0,
          ],
          "instructions": [
            {
              "inputs": [
                0,
              ],
              "operation": "any",
              "outputs": [
                1,
              ],
              "parameters": {
                "formula": {
                  "$formula": 4,
                },
              },
            },
          ],
          "outputs": [
            1,
          ],
          "types": [
            {
              "dtype": "float32",
              "shape": [
                2,
              ],
            },
            {
              "dtype": "float32",
              "shape": [
                2,
              ],
            },
          ],
        },
        "version": 1,
      }
    `);
  });
});

describe('what cannot be written', () => {
  it.each([
    ['a function', Math.sin],
    ['a map', new Map()],
    ['a symbol', Symbol('x')],
    ['a big integer', 3n],
  ])('%s', (_, value) => {
    expect(() => serialize(withParameters({ value }))).toThrow(/cannot be written/);
  });
  it('a circle', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(() => serialize(withParameters(circle))).toThrow(/nested more than/);
  });
});

describe('hostile input is refused', () => {
  const good = JSON.parse(
    JSON.stringify(serialize({ ...withParameters({ formula: sin.of(inputVariable(0)), data: new Float32Array(1) }), constants: [] })),
  ) as {
    version: unknown;
    formulas: Record<string, unknown>[];
    program: Record<string, never[]> & { types: unknown[]; instructions: { inputs: unknown[]; outputs: unknown[]; parameters: unknown }[] };
  };
  const spoiled = (spoil: (data: typeof good) => void): unknown => {
    const data = structuredClone(good);
    spoil(data);
    return data;
  };
  const refused = (data: unknown): string => {
    try {
      deserialize(data);
    } catch (error) {
      expect(isChainruleError(error), String(error)).toBe(true);
      return (error as Error).message;
    }
    throw new Error('not refused');
  };
  const deep = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown;

  it.each<[string, unknown]>([
    ['nothing', null],
    ['text', 'program'],
    ['another format', { format: 'onnx' }],
    ['a newer version', spoiled((data) => (data.version = 2))],
    ['no formulas', spoiled((data) => (data.formulas = null as never))],
    ['a node that is none', spoiled((data) => (data.formulas[0] = { wrong: 1 }))],
    ['an unknown function', spoiled((data) => (data.formulas[1]!['apply'] = 'sine'))],
    ['an inherited name', spoiled((data) => (data.formulas[1]!['apply'] = 'constructor'))],
    ['an argument that comes later', spoiled((data) => (data.formulas[1]!['args'] = [1]))],
    ['an argument at no place', spoiled((data) => (data.formulas[1]!['args'] = [-1]))],
    ['too many arguments', spoiled((data) => (data.formulas[1]!['args'] = [0, 0]))],
    ['a zero denominator', spoiled((data) => (data.formulas[0] = { exact: '1/0' }))],
    ['a number with a million digits', spoiled((data) => (data.formulas[0] = { exact: '9'.repeat(1_000_000) }))],
    ['a formula at no place', spoiled((data) => (data.program.instructions[0]!.parameters = { $formula: 99 }))],
    ['an unknown element type', spoiled((data) => (data.program.types[0] = { dtype: 'float16', shape: [2] }))],
    ['a negative size', spoiled((data) => (data.program.types[0] = { dtype: 'float32', shape: [-2] }))],
    ['a size beyond everything', spoiled((data) => (data.program.types[0] = { dtype: 'float32', shape: [1e9, 1e9, 1e9] }))],
    ['a type that is none', spoiled((data) => (data.program.types[0] = null))],
    ['a register out of range', spoiled((data) => (data.program.instructions[0]!.outputs = [7]))],
    ['a register set twice', spoiled((data) => (data.program.instructions[0]!.outputs = [0]))],
    ['a register read before it is set', spoiled((data) => (data.program.instructions[0]!.inputs = [1]))],
    ['a register that is text', spoiled((data) => (data.program.instructions[0]!.inputs = ['0']))],
    ['a missing part', spoiled((data) => delete (data.program as Record<string, unknown>)['outputs'])],
    ['a bad array', spoiled((data) => (data.program.instructions[0]!.parameters = { $array: 'float16', data: [] }))],
    ['an array of text', spoiled((data) => (data.program.instructions[0]!.parameters = { $array: 'float32', data: ['x'] }))],
    [
      'a bad constant',
      spoiled(
        (data) =>
          (data.program['constants'] = [
            { register: 1, value: { dtype: 'float32', shape: [2], data: { $array: 'float32', data: [1] } } },
          ] as never),
      ),
    ],
    [
      'a bad program inside of parameters',
      spoiled(
        (data) =>
          (data.program.instructions[0]!.parameters = { body: { types: [], inputs: [3], constants: [], instructions: [], outputs: [] } }),
      ),
    ],
    ['data nested deep', spoiled((data) => (data.program.instructions[0]!.parameters = deep(5000)))],
  ])('%s', (_, data) => {
    expect(refused(data)).toMatch(/^\[/);
  });

  it('does not touch prototypes', () => {
    const data = spoiled(
      (given) => (given.program.instructions[0]!.parameters = JSON.parse('{"__proto__": {"polluted": true}}') as unknown),
    );
    const parameters = deserialize(data).instructions[0]!.parameters as object;
    expect('polluted' in parameters).toBe(false);
    expect('polluted' in {}).toBe(false);
  });

  it('of any kind gives no other error', () => {
    const anything = fc.jsonValue();
    fc.assert(
      fc.property(anything, anything, (formulas, program) => {
        try {
          deserialize({ format: 'chainrule-program', version: 1, formulas, program });
        } catch (error) {
          expect(isChainruleError(error), String(error)).toBe(true);
        }
      }),
    );
  });
});

it('constants of every element type come back', () => {
  const dtypes = ['float32', 'float64', 'int32', 'uint32', 'bool'] as const;
  const program: Program = {
    types: dtypes.map((dtype) => ({ dtype, shape: [3] })),
    inputs: [],
    constants: dtypes.map((dtype, register) => ({ register, value: emptyArray(dtype, [3]) })),
    instructions: [],
    outputs: [0],
  };
  expect(through(program)).toEqual(program);
});
