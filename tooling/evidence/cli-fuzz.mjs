// Ten thousand command lines made of the table of commands, with inputs and files: none may end with exit code 70 or show a stack trace.
// `--short` runs five hundred.
import { spawnSync } from 'node:child_process';

const count = process.argv.includes('--short') ? 500 : 10_000;
const args = ['vitest', 'run', 'apps/cli/src/fuzz.test.ts', '--reporter=dot', '--disable-console-intercept'];
const ran = spawnSync('npx', args, { stdio: 'inherit', env: { ...process.env, CLI_FUZZ_RUNS: String(count) } });
process.exitCode = ran.status ?? 1;
