import type { Operations } from '../operation.js';
import type { Program } from '../program.js';
import type { Pass } from './pass.js';

/** A program that an instruction holds among its parameters: the body of a loop, a branch. */
interface Inner {
  readonly program: Program;
  readonly primitives: Operations;
}

const isInner = (value: unknown): value is Inner =>
  typeof value === 'object' && value !== null && 'program' in value && 'primitives' in value;

/** The pass that does to the programs within a program what the given pass does to programs. */
export const innerPrograms =
  (pass: Pass): Pass =>
  (program) => ({
    ...program,
    instructions: program.instructions.map((instruction) => {
      const { parameters } = instruction;
      if (typeof parameters !== 'object' || parameters === null || !Object.values(parameters).some(isInner)) return instruction;
      const improved = Object.entries(parameters).map(([name, value]: [string, unknown]) => [
        name,
        isInner(value) ? { ...value, program: pass(value.program, value.primitives) } : value,
      ]);
      return { ...instruction, parameters: Object.fromEntries(improved) as unknown };
    }),
  });
