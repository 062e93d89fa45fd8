import { commonSubexpressions } from './common-subexpressions.js';
import { constantFolding } from './constant-folding.js';
import { deadCode } from './dead-code.js';
import { fusion } from './fusion.js';
import type { Pass } from './pass.js';

/** The passes every backend wants, in order. */
export const optimize: Pass = (program, operations) =>
  [deadCode, constantFolding, commonSubexpressions, fusion, deadCode].reduce((current, pass) => pass(current, operations), program);
