import { defineConfig } from 'tsup';

/** One ES module and one declaration file per package; esbuild keeps the pure annotations, so a consumer's bundler drops what is not used. */
export const library = (options = {}) =>
  defineConfig({
    entry: ['src/index.ts'],
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    dts: true,
    clean: true,
    splitting: false,
    treeshake: false,
    minify: false,
    sourcemap: false,
    tsconfig: 'tsconfig.build.json',
    ...options,
  });

/** A program for Node: its own sources in one file; the packages it uses stay dependencies, so that plugins share them. */
export const program = (options = {}) =>
  defineConfig({
    entry: ['src/main.ts'],
    format: 'esm',
    target: 'node20',
    platform: 'node',
    dts: false,
    clean: true,
    splitting: false,
    tsconfig: 'tsconfig.build.json',
    ...options,
  });
