import { ChainruleError } from '@chainrule/core';

/** Throws `argument` when a state does not have the parts that this optimizer's states have: it is of another optimizer. */
export function checkState(operation: string, state: unknown, parts: readonly string[]): void {
  const given = typeof state === 'object' && state !== null ? Object.keys(state) : undefined;
  if (given?.length === parts.length && parts.every((part) => given.includes(part))) return;
  const list = (names: readonly string[]): string => (names.length === 0 ? 'nothing' : names.join(', '));
  throw new ChainruleError(
    'argument',
    `this is not a state of ${operation}: it holds ${given === undefined ? 'no parts at all' : list(given)}, where ${list(parts)} ${parts.length === 1 ? 'is' : 'are'} needed`,
    { operation, hint: `begin with ${operation}(…).init(params), and pass on the state that each update returns` },
  );
}
