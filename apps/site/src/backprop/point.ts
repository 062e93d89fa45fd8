import { ChainruleError } from '@chainrule/core';
import type { Coordinate } from './point-text.js';

/** Where nothing is said: different numbers of both signs. */
const standard = [2, -1, 0.5, 1.5, -0.5, 3];

/** The values of variables out of a text such as "w=3, x=-1"; those it does not name have a standard value. */
export function pointOf(text: string, variables: readonly string[]): Coordinate[] {
  const given = new Map(
    text
      .split(',')
      .filter((part) => part.trim() !== '')
      .map((part) => {
        const [, name, number] = /^\s*([^\s=]+)\s*=\s*(\S+)\s*$/.exec(part) ?? [];
        const value = Number(number);
        if (name === undefined || !Number.isFinite(value))
          throw new ChainruleError('argument', `“${part.trim().slice(0, 40)}” does not give a variable a number`, {
            operation: 'backprop',
            hint: 'write w=3, x=-1',
          });
        return [name, value] as const;
      }),
  );
  return variables.map((name, i) => ({ name, value: given.get(name) ?? standard[i % standard.length]! }));
}
