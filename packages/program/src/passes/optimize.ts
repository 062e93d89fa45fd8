import { commonSubexpressions } from './common-subexpressions.js';
import { constantFolding } from './constant-folding.js';
import { deadCode } from './dead-code.js';
import { fusion } from './fusion.js';
import { innerPrograms } from './inner-programs.js';
import type { Pass } from './pass.js';

/**
 * The passes every backend wants, in order; programs within the program get them too.
 *
 * @example
 * ```ts
 * import { formula, optimize } from '@chainrule/program';
 * import { tensor, type Tensor, trace } from '@chainrule/tensor';
 * const program = trace((x: Tensor) => x.mul(2), tensor([1, 2]));
 * const [double, type] = [program.instructions[0]!, program.types[0]!];
 * const chain = { ...program, types: [type, type, type], instructions: [double, { ...double, inputs: [1], outputs: [2] }], outputs: [2] };
 * optimize(chain, new Map([['formula', formula]])).instructions.length; // → 1
 * ```
 */
export const optimize: Pass = (program, operations) =>
  [deadCode, constantFolding, commonSubexpressions, fusion, deadCode, innerPrograms(optimize)].reduce(
    (current, pass) => pass(current, operations),
    program,
  );
