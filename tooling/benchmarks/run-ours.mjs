import * as ours from './.cache/ours.mjs';
import { runAll } from './cases/ours.mjs';

await runAll(ours, `chainrule-node${process.versions.node.split('.')[0]}${process.env.RELAXED === '1' ? '-relaxed' : ''}`, { relaxedSimd: process.env.RELAXED === '1' });
