import { commonSubexpressions } from './common-subexpressions.js';
import { constantFolding } from './constant-folding.js';
import { deadCode } from './dead-code.js';
import { fusion } from './fusion.js';
import { innerPrograms } from './inner-programs.js';
import type { Pass } from './pass.js';

/** The passes every backend wants, in order; programs within the program get them too. */
export const optimize: Pass = (program, operations) =>
  [deadCode, constantFolding, commonSubexpressions, fusion, deadCode, innerPrograms(optimize)].reduce(
    (current, pass) => pass(current, operations),
    program,
  );
