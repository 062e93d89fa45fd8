// Bundles the examples with the packages' sources, and runs them.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from '../../../tooling/checks/lib/esbuild.mjs';

const program = join(import.meta.dirname, '.cache/main.mjs');
await build(join(import.meta.dirname, 'src/main.ts'), program);
process.exit(spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1);
