import { build as esbuild } from 'esbuild';

/** Bundles one TypeScript program for Node, or as the options say, with the packages' sources in it. */
export const build = (entry, outfile, options = {}) =>
  esbuild({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['@chainrule/source'],
    logLevel: 'warning',
    ...options,
  });
