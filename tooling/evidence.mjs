// npm run evidence: runs the long checks and measurements, tooling/evidence/*.mjs and *.ts, one after the other.
//   npm run evidence -- --short      the short form of each, as CI does: figures of time are told, not enforced, since nobody knows what else
//                                    the machine is doing
//   npm run evidence -- NAME ...     only those whose file name contains one of the names
// A script is an ES module; it finds `--short` in process.argv, prints what it measured, and ends with an exit code other than 0
// when a bound does not hold. TypeScript is bundled first and runs against the packages' sources.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { capture, root, setUpIfNeeded } from './process.mjs';

setUpIfNeeded();
const { build } = await import('./checks/lib/esbuild.mjs');
const folder = join(root, 'tooling/evidence');
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const scripts = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => /\.(mjs|ts)$/.test(file) && !file.endsWith('.test.ts') && !file.endsWith('.d.ts'))
  .filter((file) => names.length === 0 || names.some((name) => file.includes(name)))
  .sort();

/** The lines that say what is wrong, or the last ones where none does: repeated at the end. */
function problemsIn(output) {
  const lines = output.trimEnd().split('\n');
  const problems = lines.filter((line) => /FAILED|PROBLEM|MISSED|Error|survived/.test(line));
  return (problems.length > 0 ? problems : lines).slice(-12);
}
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
  const { code, output } = await capture(process.execPath, ['--expose-gc', file, ...flags], { shown: true });
  console.log(`── ${script}: ${code === 0 ? 'ok' : `failed (exit code ${code})`} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  if (code !== 0) failed.push({ script, told: problemsIn(output) });
}
for (const { script, told } of failed) console.log(`\n── ${script} failed:\n${told.join('\n')}`);
const which = failed.map(({ script }) => script).join(', ');
console.log(`\nevidence: ${scripts.length - failed.length} passed, ${failed.length} failed${which && `: ${which}`}`);
process.exit(failed.length === 0 ? 0 : 1);
