// Bundles the programs whose names begin as the argument says with the packages' sources, and runs them: npm start -- 07
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../../tooling/checks/lib/esbuild.mjs';

const here = import.meta.dirname;
const [begins = ''] = process.argv.slice(2);
for (const file of readdirSync(join(here, 'src')).filter((name) => name.startsWith(begins))) {
  console.log(`── ${file}`);
  const program = join(here, '.cache', file.replace(/\.ts$/, '.mjs'));
  await build(join(here, 'src', file), program);
  const { status } = spawnSync(process.execPath, [program], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
