// npm run demo: installs, builds the command line program and what it needs, and runs its demonstration; arguments go to it.
import { run, setUp } from './process.mjs';

setUp();
console.log('Building …');
const steps = [
  ['turbo', ['run', 'build', '--filter=chainrule', '--output-logs=errors-only', '--no-color']],
  [process.execPath, ['apps/cli/dist/main.js', 'demo', ...process.argv.slice(2)]],
];
for (const [command, args] of steps) {
  const code = run(command, args);
  if (code !== 0) process.exit(code);
}
