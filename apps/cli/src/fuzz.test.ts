import { writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exitCodes } from './output/exit-codes.js';
import { argumentsOf, csvText } from './test-support/fuzz-arguments.js';
import { chainruleReading, inFolder } from './test-support/run-in-test.js';

let leave: () => Promise<void>;
beforeAll(async () => void (leave = await inFolder()));
afterAll(() => leave());

// tooling/evidence/cli-fuzz.mjs runs ten thousand.
const runs = Number(process.env['CLI_FUZZ_RUNS'] ?? 200);

test('no arguments, no input and no file make a stack trace or blame us', { timeout: 7_200_000 }, async () => {
  const codes = new Map<number, number>();
  const line = fc.record({ line: await argumentsOf(), content: csvText, withFile: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(line, async ({ line: { args, stdin }, content, withFile }) => {
      const words = withFile && args[0] === 'fit' ? ['fit', 'data.csv', ...args.slice(1)] : args;
      await writeFile('data.csv', content);
      const { code, out, notes } = await chainruleReading(stdin, words);
      codes.set(code, (codes.get(code) ?? 0) + 1);
      const said = `${JSON.stringify(words)} ${JSON.stringify(stdin)}: ${notes}${out.slice(0, 500)}`;
      expect(
        Object.values(exitCodes).filter((each) => each !== exitCodes.bug),
        said,
      ).toContain(code);
      expect(/\n {4}at |TypeError|RangeError/.test(notes + out), said).toBe(false);
      // A quiz talks on standard error, also when its answer is JSON.
      if (words[1] === '--json' && !words.some((arg) => /^--(help|schema|code|quiz)/.test(arg))) {
        expect(notes, said).toBe('');
        expect(JSON.parse(out), said).toHaveProperty('ok');
      }
    }),
    { numRuns: runs },
  );
  const told = [...codes].sort(([a], [b]) => a - b).map(([code, count]) => `${code}: ${count}`);
  if (runs > 1000) console.log(`${runs} command lines; exit codes ${told.join(', ')}`);
  expect(codes.size).toBeGreaterThan(2);
});
