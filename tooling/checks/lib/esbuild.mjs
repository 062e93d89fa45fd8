import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as esbuild } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

/** Bundles one TypeScript program for Node, with the packages' sources in it. */
export const build = (entry, outfile) =>
  esbuild({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['@chainrule/source'],
    nodePaths: [join(here, '../node_modules')],
    logLevel: 'warning',
  });
