import type { Elementwise, Expr } from '@chainrule/core';
import { inputVariable } from '@chainrule/program';
import { lowerFormula } from '../../formula/lower-formula.js';
import { atom, type Code } from '../code.js';
import { torchFormulas } from '../elementwise.js';
import { optionText } from './python-call.js';

/** A function of the table, an activation made of one, or one of the numbers along an axis. */
type Activation =
  | Elementwise
  | { readonly fn: Elementwise; readonly parameters: Readonly<Record<string, number>> }
  | { readonly key: string; readonly axis: number };

/**
 * The activations that PyTorch has as modules, by the name of their function; arguments are the parameters after x. Without
 * nn.Hardsigmoid: its derivative is a sixth in single precision.
 */
const modules: Readonly<Record<string, (...parameters: readonly string[]) => string>> = {
  celu: (alpha) => `nn.CELU(${alpha})`,
  elu: (alpha) => `nn.ELU(${alpha})`,
  gelu: () => 'nn.GELU()',
  gelutanh: () => 'nn.GELU(approximate="tanh")',
  hardshrink: (threshold) => `nn.Hardshrink(${threshold})`,
  hardswish: () => 'nn.Hardswish()',
  hardtanh: () => 'nn.Hardtanh()',
  leakyrelu: (slope) => `nn.LeakyReLU(${slope})`,
  logsigmoid: () => 'nn.LogSigmoid()',
  mish: () => 'nn.Mish()',
  prelu: (slope) => `nn.LeakyReLU(${slope})`,
  relu: () => 'nn.ReLU()',
  relu6: () => 'nn.ReLU6()',
  selu: () => 'nn.SELU()',
  sigmoid: () => 'nn.Sigmoid()',
  silu: () => 'nn.SiLU()',
  // PyTorch's own threshold of 20 leaves out e⁻²⁰.
  softplus: (beta) => `nn.Softplus(${beta === '1' ? '' : `${beta}, `}threshold=40)`,
  softshrink: (threshold) => `nn.Softshrink(${threshold})`,
  softsign: () => 'nn.Softsign()',
  tanh: () => 'nn.Tanh()',
  tanhshrink: () => 'nn.Tanhshrink()',
  threshold: (threshold, value) => `nn.Threshold(${threshold}, ${value})`,
};

/** Those of the numbers along an axis. */
const alongAxis: Readonly<Record<string, string>> = { softmax: 'nn.Softmax', logSoftmax: 'nn.LogSoftmax' };

/** An activation as a module: PyTorch's own, or its formula. `undefined` for what is neither. */
export function activationModule(activation: unknown): string | undefined {
  const { key, axis } = activation as { readonly key?: string; readonly axis?: number };
  if (axis !== undefined) return alongAxis[key!] && `${alongAxis[key!]!}(dim=${axis})`;
  const { fn, parameters } = partsOf(activation as Activation);
  if (fn === undefined) return undefined;
  const module = modules[fn.name];
  return module ? module(...parameters.map(optionText)) : `Elementwise(lambda x: ${formulaText(fn, parameters)})`;
}

function partsOf(activation: Activation): { readonly fn?: Elementwise; readonly parameters: readonly number[] } {
  if ('axis' in activation) return { parameters: [] };
  if ('fn' in activation) return { fn: activation.fn, parameters: Object.values(activation.parameters) };
  return 'partials' in activation ? { fn: activation, parameters: activation.defaults } : { parameters: [] };
}

function formulaText(fn: Elementwise, parameters: readonly number[]): string {
  const formula: Expr = fn.of(inputVariable(0), ...parameters);
  const type = { dtype: 'float64', shape: [] } as const;
  const instruction = { operation: 'formula', inputs: [0], outputs: [1], parameters: { formula } };
  const program = { types: [type, type], inputs: [0], constants: [], instructions: [instruction], outputs: [1] };
  return lowerFormula<Code>(torchFormulas, instruction, program, [atom('x')]).text;
}
