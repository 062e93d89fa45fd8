import fc, { type Arbitrary } from 'fast-check';
import { formatsOf, globalOptions } from '../command/global-options.js';
import { choice, dashed, type Option } from '../command/option.js';
import { commandNames, commands } from '../commands/table.js';

export interface FuzzedLine {
  readonly args: readonly string[];
  readonly stdin: string;
}

// prettier-ignore
const pieces = ['x', 'y', '-', '+', '*', '/', '^', '(', ')', '2', '1e3', '.', ',', '=', 'sin', 'exp', 'log(', 'max(', ' ', '|', 'π', '"', '\\', '<', '0', '?', ':', '--at', '\u0000', '😀', '%s', '__proto__'];
// prettier-ignore
const whole = ['x^2', '-x^2', 'x*y', 'x^2 + 3y^2', 'tanh(x)', '1/x', 'x > 0 ? x : -x', '-1.5', 'x=1', 'x=-1.5,y=2', 'x,y', '1', '0', '-1', '1e309', 'NaN', 'Infinity', '3', '0.1,0.5', '-2,2', 'relu', 'adam', 'constructor', '', '-', '--', '/', '.', 'missing.csv', '9^9^9', 'x^x^x^x', 'gamma(x)', 'ts'];

const word: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...whole) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);

/** Command lines made of the table: commands, their options with likely and unlikely values, and words of mathematics and of nothing. */
export async function argumentsOf(): Promise<Arbitrary<FuzzedLine>> {
  const lines = await Promise.all(
    commandNames.map(async (name) => {
      const command = await commands[name].load();
      const option = ([key, { read, words }]: [string, Option<unknown>]): Arbitrary<string[]> =>
        read === undefined
          ? fc.constant([`--${dashed(key)}`])
          : fc.oneof(word, ...(words ? [fc.constantFrom(...words)] : [])).map((value) => [`--${dashed(key)}`, value]);
      const { output: _, json: __, format: ___, ...everyones } = globalOptions(command);
      const options = Object.entries({ ...command.options, ...everyones, format: choice('name', '', formatsOf(command)) });
      // What is written is kept out of the way; what would take long by request is not requested.
      const costly = new Set(['report', 'steps', 'epochs', 'sizes', 'checkpoint']);
      const chosen = fc.constantFrom(...options.filter(([key]) => !costly.has(key))).chain(option);
      const quiet = 'report' in command.options ? ['--no-report'] : [];
      const short = 'epochs' in command.options ? ['--epochs', '2'] : [];
      return fc
        .tuple(fc.boolean(), fc.array(word, { maxLength: 3 }), fc.array(chosen, { maxLength: 3 }))
        .map(([json, words, given]) => [name, ...(json ? ['--json'] : []), ...quiet, ...short, ...words, ...given.flat()]);
    }),
  );
  const args = fc.oneof({ weight: 20, arbitrary: fc.oneof(...lines) }, { weight: 1, arbitrary: fc.array(word, { maxLength: 3 }) });
  const stdin = fc.array(word, { maxLength: 3 }).map((given) => given.join('\n'));
  return fc.record({ args, stdin });
}

const cell = fc.oneof(
  fc.integer({ min: -99, max: 99 }).map(String),
  fc.constantFrom('', 'NaN', '1e400', 'text', '"', '"a,b"', ' ', '\u0000', '-0', '0x10', '1,5'),
);
const row = fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(','));

/** Files that are nearly CSV, and files that are not. */
export const csvText: Arbitrary<string> = fc.oneof(
  fc.array(row, { maxLength: 12 }).map((rows) => ['a,b,c', ...rows].join('\n')),
  fc.array(row, { maxLength: 6 }).map((rows) => rows.join('\r\n')),
  fc.string({ maxLength: 60 }),
);
