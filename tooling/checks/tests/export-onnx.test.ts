import { isChainruleError, isFloat, kernels, sizeOf, type ArrayData } from '@chainrule/core';
import { stepNames, toOnnx, type Recording } from '@chainrule/export';
import type { Instruction, Program, Type } from '@chainrule/program';
import { compile, tensor, trace, type Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';
import * as node from 'onnxruntime-node';
import * as web from 'onnxruntime-web';
import { describe, expect, test } from 'vitest';
import { operationNames } from '../../../packages/export/src/operation-table.js';
import { onnxOperations } from '../../../packages/export/src/onnx/operations.js';
import { namedLeaves, type Named } from '../../../packages/export/src/record/named.js';
import { exported, models } from '../../evidence/export/models.js';
import { casesOf } from '../../evidence/export/operation-cases.js';

web.env.wasm.numThreads = 1;
type Engine = Pick<typeof node, 'Tensor' | 'InferenceSession'>;
const engines = { node, web } as unknown as Record<'node' | 'web', Engine>;

/** Numbers in the types that the engine takes; unsigned words are wide there. */
function toEngine({ Tensor: EngineTensor }: Engine, { dtype, shape, data }: ArrayData): node.Tensor {
  if (dtype === 'uint32') return new EngineTensor('int64', BigInt64Array.from(data, BigInt), [...shape]);
  return new EngineTensor(dtype, data as never, [...shape]);
}

async function load(engine: Engine, bytes: Uint8Array): Promise<node.InferenceSession> {
  return engine.InferenceSession.create(bytes, { logSeverityLevel: 3 });
}
async function run(engine: Engine, session: node.InferenceSession, inputs: readonly ArrayData[]): Promise<number[][]> {
  const feeds = Object.fromEntries(session.inputNames.map((name, i) => [name, toEngine(engine, inputs[i]!)]));
  const results = await session.run(feeds);
  return session.outputNames.map((name) => Array.from(results[name]!.data as Float32Array, Number));
}

/** The largest difference, next to one more than the recorded number. */
function apart(ours: readonly number[], { data }: ArrayData): number {
  expect(ours.length).toBe(data.length);
  let worst = 0;
  data.forEach((x, i) => {
    const same = Object.is(ours[i], x) || ours[i] === x;
    worst = Math.max(worst, same ? 0 : Math.abs(ours[i]! - x) / (1 + Math.abs(x)));
  });
  return Number.isNaN(worst) ? Infinity : worst;
}

describe('every operation that ONNX has gives the reference value of all its samples', () => {
  const written = operationNames.filter((name) => !('refused' in onnxOperations[name]));
  test.each(written)('%s', async (name) => {
    for (const one of casesOf(name, 'float32')) {
      const { inputs, expected } = one;
      const instruction: Instruction = {
        operation: name,
        inputs: inputs.map((_, i) => i),
        outputs: [inputs.length],
        parameters: one.parameters,
      };
      const types = [...inputs, expected].map(({ dtype, shape }): Type => ({ dtype, shape }));
      const program: Program = {
        types,
        inputs: instruction.inputs,
        constants: [],
        instructions: [instruction],
        outputs: instruction.outputs,
      };
      // The engine has no memory of no size.
      if (types.some(({ shape }) => sizeOf(shape) === 0)) continue;
      if (name === 'formula' && isLacking(() => toOnnx(program))) continue;
      const [found] = (await run(node, await load(node, toOnnx(program)), inputs)) as [number[]];
      expect(apart(found, expected), JSON.stringify(types)).toBeLessThan(isFloat(expected.dtype) ? 1e-5 : 1e-12);
    }
  });
});

/** Whether it is refused for a function that ONNX lacks: which those are, the test of tables says. */
function isLacking(f: () => unknown): boolean {
  try {
    f();
    return false;
  } catch (error) {
    return isChainruleError(error) && error.code === 'unsupported';
  }
}

describe('a model for any number of examples', () => {
  const mean = (x: Tensor): Tensor => x.sub(x.mean(0));
  const [two, three] = [2, 3].map((n) => tensor(new Float32Array(n * 2), { shape: [n, 2] })) as [Tensor, Tensor];
  test('is refused where their number is a number', () => {
    expect(() => toOnnx(trace(mean, two), { otherBatch: trace(mean, three) })).toThrow('more than the number of examples differs');
  });
  test('is refused where every example has a number of its own', () => {
    const numbered = (x: Tensor): Tensor => x.add(tensor(Float32Array.from({ length: x.shape[0]! * 2 }, (_, i) => i)).reshape(x.shape));
    expect(() => toOnnx(trace(numbered, two), { otherBatch: trace(numbered, three) })).toThrow('more than the number of examples differs');
  });
  test('needs two numbers of them', () => {
    const program = trace((x: Tensor) => x.exp(), two);
    expect(() => toOnnx(program, { otherBatch: program })).toThrow('both programs take arrays of the same sizes');
  });
  test('stretches one number over all, and flattens', async () => {
    const flat = (x: Tensor): Tensor => x.fill(3).add(x).reshape([-1]);
    const bytes = toOnnx(trace(flat, two), { otherBatch: trace(flat, three) });
    const session = await load(node, bytes);
    const found = await run(node, session, [{ dtype: 'float32', shape: [4, 2], data: Float32Array.from({ length: 8 }, (_, i) => i) }]);
    expect(found).toEqual([[3, 4, 5, 6, 7, 8, 9, 10]]);
  });
});

/** Where a model's training steps first differ from the recorded ones: at which step, and in which array. */
async function firstDifference(
  engine: Engine,
  bytes: Uint8Array,
  { types, inputs }: Program,
  { parameters, state, steps, order }: Recording,
): Promise<string | undefined> {
  const session = await load(engine, bytes);
  let before: readonly Named[] = [...parameters, ...state];
  for (const [at, recorded] of steps.entries()) {
    const given = [...before, ...recorded.batch, ...recorded.hyper].map(({ value }, i) => kernels.cast(value, types[inputs[i]!]!.dtype));
    const found = await run(engine, session, given);
    const results = order.flatMap((role) =>
      recorded[role].map(({ name, value }) => ({ name: role === name ? role : `${role}.${name}`, value })),
    );
    const wrong = results.find(({ value }, i) => apart(found[i]!, value) >= 1e-5);
    if (wrong !== undefined) return `step ${at}, ${wrong.name}`;
    before = [...recorded.parameters, ...recorded.state];
  }
  return undefined;
}

test('a wrong node is found, with the step and the array where it shows first', async () => {
  const { step, parameters, state, hyper, batches, record } = exported(models('float32')[0]!, 2, 6);
  const [program, recording] = [trace(step, parameters, state, batches[0]!, hyper(0)), record()];
  const bytes = toOnnx(program, { names: stepNames(program, recording) });
  expect(await firstDifference(node, bytes, program, recording)).toBeUndefined();
  const wrong: Readonly<Record<string, string>> = { Add: 'Sub', Mul: 'Add', Div: 'Mul' };
  // The operation is a node's fourth field: its tag, a length of three, three letters.
  const text = Buffer.from(bytes).toString('latin1');
  const nodes = [...text.matchAll(new RegExp(`"${String.fromCharCode(3)}(Add|Mul|Div)`, 'g'))].filter((_, i) => i % 5 === 0);
  expect(nodes.length).toBeGreaterThan(5);
  for (const { index, 1: name } of nodes) {
    const planted = Buffer.from(text.slice(0, index + 2) + wrong[name!]! + text.slice(index + 5), 'latin1');
    expect(await firstDifference(node, planted, program, recording), `${name!} at ${index}`).toMatch(
      /^step [01], (loss|gradients|parameters|state)/,
    );
  }
});

const steps = 30;
describe.each(models('float32').map((model) => [model.name, model] as const))('%s', (_, model) => {
  const { step, parameters, state, hyper, batches, record, predict } = exported(model, steps, 12);
  const recording = record(compile(step, { backend: wasm() }));
  const program = trace(step, parameters, state, batches[0]!, hyper(0));
  const bytes = toOnnx(program, { names: stepNames(program, recording) });

  test.each(['node', 'web'] as const)('30 steps of training in onnxruntime-%s: gradients, parameters and loss', async (name) => {
    expect(await firstDifference(engines[name], bytes, program, recording)).toBeUndefined();
  });

  test.each(['node', 'web'] as const)('inference of any number of examples in onnxruntime-%s', async (name) => {
    const at = (size: number): Program => trace(predict, parameters, state.model, model.batch(0, size).x);
    const session = await load(engines[name], toOnnx(at(12), { otherBatch: at(5) }));
    for (const size of [12, 1, 23]) {
      const { x } = model.batch(1, size);
      const expected = compile(predict)(parameters, state.model, x);
      const inputs = namedLeaves([parameters, state.model, x]).map(({ value }) => value);
      const [found] = (await run(engines[name], session, inputs)) as [number[]];
      expect(apart(found, { dtype: expected.dtype, shape: expected.shape, data: expected.dataSync() })).toBeLessThan(1e-5);
    }
  });
});
