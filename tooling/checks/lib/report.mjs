import { performance } from 'node:perf_hooks';

/** Prints the problems of one checker and ends the process with 1 when there are any. */
export function report(name, problems, looked) {
  for (const problem of problems) console.error(problem);
  const verdict = problems.length === 0 ? 'ok' : `${problems.length} problem${problems.length === 1 ? '' : 's'}`;
  console.log(`${name}: ${looked}: ${verdict} (${(performance.now() / 1000).toFixed(1)} s)`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

/** The root a checker works on: its first argument, or the repository. */
export const rootArgument = () => process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? process.cwd();
