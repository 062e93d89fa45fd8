import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatsOf } from '../command/global-options.js';
import type { Command, Example } from '../command/command.js';
import { publishedSchema } from '../command/published-schema.js';
import { formatIsBinary } from '../output/formats.js';
import { inFolder, runExample } from '../test-support/run-in-test.js';
import { commandNames, commands } from './table.js';

const everyCommand = await Promise.all(commandNames.map(async (name): Promise<[string, Command]> => [name, await commands[name].load()]));
const validator = new Ajv2020({ strict: true, allowUnionTypes: true });

describe.each(everyCommand)('%s', { timeout: 120_000 }, (name, command) => {
  const validate = validator.compile(publishedSchema(name, command));
  let leave: () => Promise<void>;
  beforeAll(async () => void (leave = await inFolder()));
  afterAll(() => leave());
  const answered = command.examples.filter(({ exit = 0 }) => exit === 0);
  const withArgs = (example: Example, ...args: string[]): Example => ({
    ...example,
    args: [...example.args.filter((arg) => arg !== '--json'), ...args],
  });

  test('has examples, and help that begins with them', async () => {
    expect(answered.length).toBeGreaterThan(0);
    const { code, out } = await runExample({ args: [name, '--help'] });
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^Examples:\n  [^]*chainrule ${name}[^]*\nUsage: chainrule ${name} `));
  });

  test.each(command.examples)('$args ends as it says and prints JSON as its schema says', async (example) => {
    const { code, out, notes } = await runExample(withArgs({ ...example, args: plain(example.args) }, '--json'));
    expect(code, notes).toBe(example.exit ?? 0);
    const answer: unknown = JSON.parse(out);
    expect(validate(answer), JSON.stringify(validate.errors)).toBe(true);
  });

  test('answers in every format it has, and refuses the others', async () => {
    const first = answered.find(({ stdin }) => stdin === undefined)!;
    const example = { ...first, args: plain(first.args) };
    for (const format of formatsOf(command)) {
      const { code, out, bytes, notes } = await runExample(withArgs(example, '--format', format));
      expect(code, `${format}: ${notes}`).toBe(example.exit ?? 0);
      expect(formatIsBinary(format) ? bytes.length : out.trim().length, format).toBeGreaterThan(0);
      expect(/undefined|\[object|NaN/.exec(out.replaceAll(/<script[^]*?<\/script>/g, ''))?.[0], format).toBeUndefined();
    }
    expect((await runExample(withArgs(example, '--format', 'pdf'))).code).toBe(2);
  });
});

/** Without format and output file, which have a value each. */
const plain = (args: readonly string[]): string[] =>
  args.filter((arg, i) => !/^--(format|output)$/.test(arg) && !/^--(format|output)$/.test(args[i - 1] ?? ''));
