// The program as a user gets it: every package packed, installed with npm in an empty folder, and run there. Needs built packages and a registry
// for what is not ours.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'cli-packed-'));
const [packs, place] = [join(folder, 'packs'), join(folder, 'place')];
mkdirSync(packs);
mkdirSync(place);

/** The program's package and those of ours it needs, each once. */
function needed(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
  for (const name of Object.keys({ ...dependencies, ...peerDependencies }))
    if (name.startsWith('@chainrule/')) needed(join('packages', name.slice('@chainrule/'.length)), found);
  return found;
}
const pnpm = join(root, 'node_modules/.bin/pnpm');
for (const path of needed('apps/cli'))
  execFileSync(pnpm, ['--dir', join(root, path), 'pack', '--pack-destination', packs], { stdio: 'ignore' });

writeFileSync(join(place, 'package.json'), '{ "private": true }');
const tarballs = readdirSync(packs).map((name) => join(packs, name));
execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...tarballs], {
  cwd: place,
  stdio: ['ignore', 'ignore', 'inherit'],
});

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
rmSync(folder, { recursive: true });
process.exitCode = failed === 0 ? 0 : 1;
