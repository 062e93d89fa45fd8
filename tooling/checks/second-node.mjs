// Runs the unit tests on Node 24, whatever Node runs this script.
import { spawnSync } from 'node:child_process';
import { run } from '../process.mjs';
import { node24 } from './lib/node24.mjs';

const binary = node24();
if (binary === undefined) {
  console.error(`there is no packaged Node 24 for ${process.platform} on ${process.arch}: run npm test with Node 24 yourself`);
  process.exit(1);
}
console.log(spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout.trim());
process.exit(run(binary, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)]));
