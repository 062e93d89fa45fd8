import { build as esbuild, transform } from 'esbuild';

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

/** A TypeScript module as JavaScript: its types, and what is imported only for them, left out. */
export const withoutTypes = async (code) => (await transform(code, { loader: 'ts', format: 'esm', target: 'esnext' })).code;
