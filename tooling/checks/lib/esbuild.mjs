import { build as esbuild } from 'esbuild';

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
    logLevel: 'warning',
  });
