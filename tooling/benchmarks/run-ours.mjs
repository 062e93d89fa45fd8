// Our side alone; RELAXED=1 with relaxed SIMD.
import * as ours from './.cache/ours.mjs';
import { runAll } from './cases/ours.mjs';

const relaxed = process.env.RELAXED === '1';
await runAll(ours, `chainrule${relaxed ? ' relaxed' : ''}`, { relaxedSimd: relaxed });
