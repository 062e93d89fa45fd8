// Our side alone; RELAXED=1 with relaxed SIMD.
import * as ours from './.cache/ours.mjs';
import { runAll } from './cases/ours.mjs';

const relaxed = process.env.RELAXED === '1';
// The memories that are made, to tell how large they have become.
const memories = [];
WebAssembly.Memory = class extends WebAssembly.Memory {
  constructor(...given) {
    super(...given);
    memories.push(this);
  }
};
const memory = () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
await runAll(ours, `chainrule${relaxed ? ' relaxed' : ''}`, { relaxedSimd: relaxed, memory });
