export { ChainruleError, didYouMean, isChainruleError, nearest, type ErrorCode, type ErrorDetails, type Span } from './errors.js';
export { flatten, mapTree, pathName, paths, unflatten, type Mapped, type Path, type Structure, type Tree } from './tree.js';
export type { Objective } from './objective.js';

export { Rational } from './expression/rational.js';
export type { FunctionSpec, Kink, Rule } from './expression/function-spec.js';
export { defineElementwise, Elementwise, Expr, type Constant, type Rules } from './expression/expr.js';
export { fold, postOrder, type Meaning } from './expression/fold.js';
export { Pool, sameFormula } from './expression/pool.js';
export { dual, type Dual } from './expression/dual.js';
export { evaluate, formulas, instantiate, numbers, substitute, variablesOf } from './expression/meanings.js';

export { elementwise, type ElementwiseName } from './elementwise/table.js';
export { functions } from './elementwise/functions.js';
export { add, div, eq, ge, gt, le, log, lt, mul, ne, neg, pow, sub, where } from './expression/expr.js';
export * from './elementwise/exponential.js';
export * from './elementwise/trigonometric.js';
export * from './elementwise/hyperbolic.js';
export * from './elementwise/piecewise.js';
export * from './elementwise/logic.js';
export * from './elementwise/sigmoid.js';
export * from './elementwise/activations.js';
export * from './elementwise/special-values.js';
export { gelu, gelutanh, mish } from './elementwise/special-values.js';

export {
  allocate,
  bytesPerElement,
  dtypeOf,
  dtypes,
  isFloat,
  roundTo,
  type DType,
  type FloatDType,
  type TypedArray,
} from './array/dtype.js';
export * from './array/shape.js';
export { emptyArray, type ArrayData } from './array/array-data.js';
export type { ReduceOptions, Value } from './array/value.js';
export { NdArray, ndarray, type Nested } from './array/ndarray.js';
export { kernels } from './array/kernels.js';

export { hashText } from './expression/hash.js';
export { threefry2x32 } from './random/threefry.js';
export { foldIn, key, randomBits, split, type Key } from './random/key.js';
export { normal, permutation, uniform } from './random/distributions.js';

export type { CommandAnswer, CommandArgument, CommandCall, CommandExample, CommandOption, CommandPlugin } from './plugin/command-plugin.js';
export { createRegistry, definePlugin, identify, type Identity, type Plugin, type PluginKind, type Registry } from './plugin/plugin.js';
