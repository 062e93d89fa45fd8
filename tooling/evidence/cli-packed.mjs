// The program as a user gets it: every package packed, installed with npm in an empty folder, and run there. Needs built packages and a registry
// for what is not ours.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installIn, pack } from '../checks/lib/pack.mjs';

const root = process.cwd();
const place = mkdtempSync(join(tmpdir(), 'cli-packed-'));
writeFileSync(join(place, 'package.json'), '{ "private": true }');
const tarballs = await pack(root, ['apps/cli']);
installIn(place, tarballs);

let failed = 0;
function expect(args, code, says) {
  const ran = spawnSync(join(place, 'node_modules/.bin/chainrule'), args, { cwd: place, encoding: 'latin1' });
  const good = ran.status === code && says.test(ran.stdout + ran.stderr);
  if (!good) failed++;
  console.log(
    `${good ? 'ok    ' : 'FAILED'} chainrule ${args.join(' ')}${good ? '' : `\n${ran.status}: ${ran.stdout.slice(0, 500)}${ran.stderr}`}`,
  );
}
expect(['--version'], 0, /^\d+\.\d+\.\d+/);
expect(['diff', '-x^2', '--at', '-1.5'], 0, /-2x\nat -1\.5: 3/);
expect(['diff', '2*('], 3, /parse/);
expect(['fit', '--data', 'diabetes', '--epochs', '5', '--json'], 0, /"ok":true/);
expect(['trace', 'x*y', '--at', 'x=2,y=3', '--format', 'svg'], 0, /^<svg/);
expect(['plot', 'sin(x)', '--format', 'png'], 0, /^\u0089PNG/);
writeFileSync(
  join(place, 'net.toml'),
  'data = "iris"\nloss = "crossEntropy"\noptimizer = "adam"\nepochs = 2\n[[model]]\nname = "linear"\ninputs = 4\noutputs = 3\n',
);
expect(['train', 'net.toml'], 0, /finished: All 2 epochs are done/);
expect(['predict', 'net.run', '--format', 'csv'], 0, /^row,label,probability\n1,/);
expect(['diagnose', 'net.run'], 0, /verdict {2}healthy/);
expect(['export', 'net.run', 'pytorch'], 0, /model\.py/);
console.log(`${tarballs.length} packages packed and installed in an empty folder`);
rmSync(place, { recursive: true });
process.exitCode = failed === 0 ? 0 : 1;
