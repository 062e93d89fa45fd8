import { mkdir, rm, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { commandNames, commands } from './commands/table.js';
import { inFolder, runExample } from './test-support/run-in-test.js';

// The programs that `--code ts` prints are run: what they print stands in the command's answer, word by word in this order.

const folder = new URL('../.generated/', import.meta.url);
beforeAll(async () => {
  await mkdir(folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));
// Each in a folder of its own: what a program writes is not in the command's way.
let leave: () => Promise<void>;
beforeEach(async () => void (leave = await inFolder()));
afterEach(() => leave());

const withCode = (await Promise.all(commandNames.map(async (name) => ({ name, command: await commands[name].load() })))).filter(
  ({ command }) => command.typescript,
);

describe.each(withCode)('$name', { timeout: 120_000 }, ({ name, command }) => {
  const examples = command.examples.filter(
    ({ args, exit, stdin }) => exit === undefined && stdin === undefined && !args.some((arg) => arg === '--json' || arg === '--format'),
  );
  test.each(examples.map((example, i) => [i, example] as const))('example %d', async (i, example) => {
    const { code, out } = await runExample({ ...example, args: [...example.args, '--code', 'ts'] });
    expect(code).toBe(0);
    const file = new URL(`${name}-${i}.ts`, folder);
    await writeFile(file, out);
    const printed: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line)));
    try {
      await import(/* @vite-ignore */ file.pathname);
    } finally {
      log.mockRestore();
    }
    await leave();
    leave = await inFolder();
    const answer = await runExample(example);
    expect(printed.length).toBeGreaterThan(0);
    expect(missing(printed.join('\n').split(/\s+/), answer.out.split(/\s+/)), answer.out).toBeUndefined();
  });
});

/** The first word that does not follow in a text. */
function missing(words: readonly string[], text: readonly string[]): string | undefined {
  let from = 0;
  return words.find((word) => {
    from = text.indexOf(word, from) + 1;
    return from === 0;
  });
}
