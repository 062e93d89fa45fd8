// npm run release: publishes every package whose version npm does not have yet. The release workflow runs it; `-- --dry-run` publishes nothing.
// The repository's address is written into what is published from the workflow's environment, for provenance must name where a package was
// built, and a copy of this repository is not the original.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './process.mjs';

const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env;
const dry = process.argv.includes('--dry-run');
const folders = ['apps/cli', ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`)];

const manifests = folders.map((folder) => join(root, folder, 'package.json')).filter(existsSync);
const before = manifests.map((file) => readFileSync(file, 'utf8'));
if (repository !== undefined)
  manifests.forEach((file, i) => {
    const url = `git+${server}/${repository}.git`;
    const manifest = { ...JSON.parse(before[i]), repository: { type: 'git', url, directory: folders[i] } };
    writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  });
const filters = folders.flatMap((folder) => ['--filter', `./${folder}`]);
const code = run('pnpm', [...filters, '-r', 'publish', '--no-git-checks', '--access', 'public', ...(dry ? ['--dry-run'] : [])]);
manifests.forEach((file, i) => writeFileSync(file, before[i]));
process.exit(code);
