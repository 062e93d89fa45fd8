import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { argumentsOf } from './test-support/fuzz-arguments.js';
import { exitCodes } from './output/exit-codes.js';
import { chainruleReading, inFolder } from './test-support/run-in-test.js';

let leave: () => Promise<void>;
beforeAll(async () => void (leave = await inFolder()));
afterAll(() => leave());

// tooling/evidence/cli-fuzz.ts runs ten thousand.
test('no arguments and no input make a stack trace or blame us', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(await argumentsOf(), async ({ args, stdin }) => {
      const { code, out, notes } = await chainruleReading(stdin, args);
      const said = `${JSON.stringify(args)} ${JSON.stringify(stdin)}: ${notes}${out.slice(0, 500)}`;
      expect(
        Object.values(exitCodes).filter((each) => each !== exitCodes.bug),
        said,
      ).toContain(code);
      expect(/\n {4}at |TypeError|RangeError/.test(notes + out), said).toBe(false);
      if (args[1] === '--json' && !args.some((arg) => /^--(help|schema|code)/.test(arg))) {
        expect(notes, said).toBe('');
        expect(JSON.parse(out), said).toHaveProperty('ok');
      }
    }),
    { numRuns: 300, interruptAfterTimeLimit: 120_000, markInterruptAsFailure: false },
  );
});
