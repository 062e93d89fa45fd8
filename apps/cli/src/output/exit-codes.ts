import { isChainruleError, type ErrorCode } from '@chainrule/core';

/** How a command can end. */
export const exitCodes = {
  done: 0,
  fault: 1,
  usage: 2,
  expression: 3,
  input: 4,
  numerical: 5,
  missing: 6,
  bug: 70,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What each means, for people. */
export const exitMeanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  done: 'done',
  fault: 'a check or a diagnosis found a fault',
  usage: 'usage',
  expression: 'the expression does not parse',
  input: 'the input file',
  numerical: 'numerical failure, a diverging learning rate for example',
  missing: 'a plugin, a backend or an optional part is missing',
  bug: 'a bug of ours',
  interrupted: 'interrupted; the last checkpoint is kept',
};

const byCode: Readonly<Record<ErrorCode, ExitCode>> = {
  parse: exitCodes.expression,
  'unknown-name': exitCodes.expression,
  limit: exitCodes.expression,
  input: exitCodes.input,
  shape: exitCodes.input,
  dtype: exitCodes.input,
  index: exitCodes.input,
  argument: exitCodes.usage,
  domain: exitCodes.numerical,
  numerical: exitCodes.numerical,
  'not-differentiable': exitCodes.numerical,
  unsupported: exitCodes.missing,
  plugin: exitCodes.missing,
  backend: exitCodes.missing,
  'not-concrete': exitCodes.bug,
  donated: exitCodes.bug,
};

/** The exit code of what a command threw; what is no error of ours is a bug of ours. */
export function exitCodeOf(error: unknown): ExitCode {
  if (!isChainruleError(error)) return exitCodes.bug;
  const { code, operation } = error;
  // A column that is not in a file is the file's, a name that is not in an expression the expression's.
  return operation === 'readCsv' ? exitCodes.input : byCode[code];
}
