import { ChainruleError } from '@chainrule/core';
import type { Instruction } from '@chainrule/program';

/** Throws `unsupported`, naming the operation and the line of the user's code that called it. */
export function refuse(target: string, instruction: Instruction, reason: string, hint?: string): never {
  const site = instruction.site === undefined ? '' : `, called ${instruction.site}`;
  throw new ChainruleError('unsupported', `the operation "${instruction.operation}" cannot be written for ${target}: ${reason}${site}`, {
    operation: 'export',
    ...(hint !== undefined && { hint }),
  });
}
