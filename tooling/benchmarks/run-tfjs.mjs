import { createRequire } from 'node:module';
import { runAll } from './cases/tfjs.mjs';

console.warn = () => {};
const require = createRequire(import.meta.url);
const tf = require('@tensorflow/tfjs');
require('@tensorflow/tfjs-backend-wasm').setThreadsCount(1);
await tf.setBackend('wasm');
await tf.ready();
tf.env().set('PROD', true);
await runAll(tf, 'tfjs-wasm 4.22');
