import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { runAll } from './cases/jax-js.mjs';

const jax = await import(pathToFileURL(createRequire(import.meta.url).resolve('@jax-js/jax').replace(/\.cjs$/, '.js')));
await jax.init('wasm');
jax.defaultDevice('wasm');
await runAll(jax, 'jax-js 0.1.25');
