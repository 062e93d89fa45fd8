// A release, tried in a copy: changesets give every package its version and changelog, then pnpm publishes all of them for nothing. Needs built
// packages. The short form leaves out publishing, which asks the registry of every package.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packagesIn } from '../checks/lib/workspace.mjs';

const root = process.cwd();
const short = process.argv.includes('--short');
const copy = mkdtempSync(join(tmpdir(), 'release-'));
const published = packagesIn(root, ['packages', 'apps']).filter(({ manifest }) => manifest.private !== true);
const run = (command, args, env = {}) =>
  spawnSync(command, args, { cwd: copy, encoding: 'utf8', env: { ...process.env, ...env, CI: 'true', npm_config_provenance: 'false' } });

let failed = 0;
function expect(what, good, output = '') {
  if (!good) failed++;
  console.log(`${good ? 'ok    ' : 'FAILED'} ${what}${good ? '' : `\n${output.slice(-3000)}`}`);
}

const left = /(^|[\\/])(node_modules|\.git|\.cache|\.turbo|\.generated|reference|coverage)$/;
for (const name of [
  'package.json',
  'pnpm-workspace.yaml',
  'pnpm-lock.yaml',
  'LICENSE',
  '.changeset',
  'packages',
  'apps',
  'tooling',
  'docs',
])
  cpSync(join(root, name), join(copy, name), {
    recursive: true,
    filter: (from) => !left.test(from) || from.includes('tooling/reference/'),
  });
if (short) symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
else {
  // pnpm replaces workspace: by the versions of what it has installed.
  const installed = run(join(root, 'node_modules/.bin/pnpm'), ['install', '--frozen-lockfile', '--prefer-offline']);
  expect('pnpm install', installed.status === 0, installed.stdout + installed.stderr);
}
run('git', ['init', '-q']);
run('git', ['add', '-A']);
run('git', ['-c', 'user.name=release', '-c', 'user.email=release@localhost', 'commit', '-qm', 'as it is']);

const version = run('node_modules/.bin/changeset', ['version']);
expect('changeset version', version.status === 0, version.stdout + version.stderr);
const manifests = new Map(
  published.map(({ name, folder }) => [name, JSON.parse(readFileSync(join(copy, folder, 'package.json'), 'utf8'))]),
);
const first = published.every(({ manifest }) => manifest.version === '0.0.0');
for (const { name, folder, manifest } of published) {
  const next = manifests.get(name).version;
  const right = first ? next === '0.1.0' : next !== undefined && /^\d+\.\d+\.\d+$/.test(next);
  expect(`${name} ${manifest.version} → ${next}`, right, next);
  const changelog = join(copy, folder, 'CHANGELOG.md');
  if (next !== manifest.version)
    expect(`${name}: its changelog tells of ${next}`, existsSync(changelog) && readFileSync(changelog, 'utf8').includes(`## ${next}`));
}

if (!short) {
  const repository = { GITHUB_SERVER_URL: 'https://example.com', GITHUB_REPOSITORY: 'somebody/chainrule' };
  const dry = run(process.execPath, ['tooling/release.mjs', '--dry-run'], repository);
  const output = dry.stdout + dry.stderr;
  expect('pnpm -r publish --dry-run', dry.status === 0, output);
  for (const { name } of published)
    expect(`${name} would be published`, output.includes(`+ ${name}@${manifests.get(name).version}`), output);
}
rmSync(copy, { recursive: true });
process.exitCode = failed === 0 ? 0 : 1;
