import type { Instruction, Program, Type } from '@chainrule/program';

/** An instruction about to be written, given how its inputs are. */
export interface Written<Value> {
  readonly instruction: Instruction;
  readonly program: Program;
  readonly inputs: readonly Value[];
  readonly output: Type;
}

/** An instruction's parameters, as the operation defines them. */
export const parametersOf = <P>({ instruction }: { readonly instruction: Instruction }): P => instruction.parameters as P;

/** Of `sum`, `product` and `extreme`. */
export interface Reduction {
  readonly which: 'max' | 'min';
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}
/** Of running sums and products. */
export interface Running {
  readonly axis: number;
  readonly reverse: boolean;
}
interface Moving {
  readonly strides: readonly number[];
  readonly padding: readonly (readonly [number, number])[];
}
/** Of `convolution`. */
export interface Convolving extends Moving {
  readonly inputDilation: readonly number[];
  readonly kernelDilation: readonly number[];
  readonly groups: number;
}
/** Of `windowArgmax`. */
export interface Pooling extends Moving {
  readonly window: readonly number[];
  readonly dilation: readonly number[];
}
