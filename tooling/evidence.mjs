// npm run evidence: runs the long checks and measurements, tooling/evidence/*.mjs and *.ts, one after the other.
//   npm run evidence -- --short      the short form of each, as CI does: figures of time are told, not enforced, since nobody knows what else
//                                    the machine is doing
//   npm run evidence -- NAME ...     only those whose file name contains one of the names
// A script is an ES module; it finds `--short` in process.argv, prints what it measured, and ends with an exit code other than 0
// when a bound does not hold. TypeScript is bundled first and runs against the packages' sources.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, setUpIfNeeded } from './process.mjs';

setUpIfNeeded();
const { build } = await import('./checks/lib/esbuild.mjs');
const folder = join(root, 'tooling/evidence');
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const scripts = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => /\.(mjs|ts)$/.test(file) && !file.endsWith('.test.ts') && !file.endsWith('.d.ts'))
  .filter((file) => names.length === 0 || names.some((name) => file.includes(name)))
  .sort();

const failed = [];
for (const script of scripts) {
  console.log(`\n── ${script}`);
  let file = join(folder, script);
  if (script.endsWith('.ts')) {
    const outfile = join(root, 'tooling/checks/.generated/evidence', script.replace(/\.ts$/, '.mjs'));
    mkdirSync(join(root, 'tooling/checks/.generated/evidence'), { recursive: true });
    await build(file, outfile);
    file = outfile;
  }
  const start = performance.now();
  const code = run(process.execPath, ['--expose-gc', file, ...flags]);
  console.log(`── ${script}: ${code === 0 ? 'ok' : `failed (exit code ${code})`} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  if (code !== 0) failed.push(script);
}
console.log(
  `\nevidence: ${scripts.length - failed.length} passed, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(', ')}` : ''}`,
);
process.exit(failed.length === 0 ? 0 : 1);
