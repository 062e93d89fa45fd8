import { ChainruleError, isFloat } from '@chainrule/core';
import {
  optimize,
  readArray,
  reference,
  StructureKeys,
  structureKey,
  typeText,
  type Backend,
  type BackendArray,
  type Executable,
} from '@chainrule/program';
import type { Tensor } from '../tensor.js';
import { lower, type Result } from './lower.js';
import type { Node } from './node.js';
import { topologicalOrder } from './order.js';

/** What the process computes eagerly with, and how closely it watches. A setting of the machine it runs on, not of any computation's meaning. */
export const settings: { backend: Backend; debugNaN: boolean; keepSites: boolean } = {
  backend: reference,
  debugNaN: false,
  keepSites: false,
};

/** Computes the tensors' values, and forgets how they came about where nobody can ask. */
export function realize(tensors: readonly Tensor[]): void {
  const order = topologicalOrder(
    tensors.map(({ node }) => node),
    (node) => node.values !== undefined,
  );
  if (order.length === 0) return;
  const placeholder = order.find((node) => node.primitive === undefined);
  if (placeholder !== undefined) refuseAbstract(placeholder);
  if (settings.backend === reference || settings.debugNaN) computePlainly(order);
  else computeOn(settings.backend, order, tensors);
}

/** Node by node, by the reference values: no program is made for what runs once. */
function computePlainly(order: readonly Node[]): void {
  for (const node of order) {
    const inputs = node.inputs.map((input) => readArray(input.node.values![input.index]!));
    node.values = node.primitive!.value(inputs, node.parameters, node.types);
    if (settings.debugNaN) refuseNaN(node);
    node.release();
  }
}

const compiled = new WeakMap<Backend, { keys: StructureKeys; programs: Map<string, Executable> }>();

/** As one program, compiled once for all graphs of the same structure. */
function computeOn(backend: Backend, order: readonly Node[], tensors: readonly Tensor[]): void {
  const kept = order.filter((node) => node.watched);
  const wanted = [...new Set([...tensors.map(({ node }) => node), ...kept])];
  const outputs = wanted.flatMap((node) => node.types.map((_, index): Result => ({ node, index })));
  const { program, operations, captured } = lower([], outputs, 'inputs');
  const cache = compiled.get(backend) ?? { keys: new StructureKeys(), programs: new Map<string, Executable>() };
  compiled.set(backend, cache);
  const key = structureKey(program, cache.keys);
  const executable = cache.programs.get(key) ?? backend.compile(optimize(program, operations), operations);
  cache.programs.set(key, executable);
  const results = executable.run(captured);
  let at = 0;
  for (const node of wanted) {
    node.values = node.types.map((): BackendArray => results[at++]!);
    node.release();
  }
}

function refuseAbstract(node: Node): never {
  throw new ChainruleError(
    'not-concrete',
    `a value of ${typeText(node.types[0]!)} is asked for while the function is being traced, when it has none yet`,
    {
      operation: 'value',
      hint: 'inside compile, vmap and scan use where(condition, yes, no) or cond instead of if; grad, jvp and vjp do allow if (x.item() > 0)',
    },
  );
}

function refuseNaN(node: Node): void {
  const results = node.values!.map(readArray);
  const bad = results.find(({ dtype, data }) => isFloat(dtype) && data.some((x) => Number.isNaN(x)));
  if (bad === undefined || node.inputs.some(({ node: input, index }) => readArray(input.values![index]!).data.some((x) => Number.isNaN(x))))
    return;
  const { primitive, parameters } = node;
  throw new ChainruleError(
    'numerical',
    `this operation made the first not-a-number, in ${typeText(bad)}${node.site === undefined ? '' : `, called ${node.site}`}`,
    {
      operation: `${primitive!.name}${primitive!.describe ? ` ${primitive!.describe(parameters)}` : ''}`,
      hint: 'look at its inputs: a logarithm or square root of a negative number, 0/0, ∞ − ∞?',
    },
  );
}
