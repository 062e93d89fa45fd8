// Training that is killed in the middle: a process is ended by SIGKILL at a random moment, twenty times, and started again each time. It loses at
// most the steps since its last checkpoint, and ends with the bits that it has when nobody kills it. (--short: four times.)
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { key, relu } from '@chainrule/core';
import { digits } from '@chainrule/data';
import { batchNorm, crossEntropy, dropout, fileStorage, linear, sequential, train } from '@chainrule/nn';
import { adam } from '@chainrule/optim';
import type { Tensor } from '@chainrule/tensor';
import { wasm } from '@chainrule/wasm';

const every = 20;

/** Dropout, batch statistics, Adam and mini-batches: everything that a checkpoint must hold. Says every step; at the end, all bits. */
async function work(folder: string, epochs: number): Promise<void> {
  const { features, target } = digits();
  const { params, state } = await train({
    ...{ model: sequential(linear(64, 32), batchNorm(32), relu, dropout(0.2), linear(32, 10)), loss: crossEntropy, optimizer: adam() },
    ...{ data: { features: features.div(16), target }, epochs, batchSize: 32, key: key(0), backend: wasm() },
    checkpoint: { storage: fileStorage(folder, fs), every },
    onProgress: ({ step }) => void process.stdout.write(`step ${step}\n`),
  });
  const bits = (tree: unknown): number[] =>
    typeof tree === 'object' && tree !== null && 'dataSync' in tree
      ? [...(tree as Tensor).dataSync()]
      : Object.values(tree as object).flatMap(bits);
  process.stdout.write(`bits ${JSON.stringify(bits([params, state]))}\n`);
}

interface Outcome {
  readonly first: number;
  readonly last: number;
  readonly bits: string | undefined;
}
/** Runs it as a process of its own, and kills it after so many steps more, at a random moment within one. */
const once = (folder: string, epochs: number, steps: number): Promise<Outcome> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [process.argv[1]!, '--work', folder, String(epochs)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    let waiting = false;
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (waiting || text.split('\n').length <= steps) return;
      waiting = true;
      setTimeout(() => child.kill('SIGKILL'), Math.random() * 5);
    });
    child.on('close', () => {
      const seen = [...text.matchAll(/^step (\d+)$/gm)].map(([, step]) => Number(step));
      resolve({ first: seen[0] ?? Infinity, last: seen.at(-1) ?? 0, bits: /^bits (.*)$/m.exec(text)?.[1] });
    });
  });

async function main(): Promise<void> {
  const [times, epochs] = process.argv.includes('--short') ? [4, 4] : [20, 20];
  const fresh = (): string => mkdtempSync(join(tmpdir(), 'chainrule-training-'));
  const [quiet, killed] = [fresh(), fresh()];
  const whole = await once(quiet, epochs, Infinity);
  let [reached, kills, most] = [0, 0, 0];
  let result: Outcome;
  do {
    result = await once(killed, epochs, kills < times ? 1 + Math.floor((Math.random() * 1.4 * epochs * 57) / times) : Infinity);
    if (kills > 0 && Number.isFinite(result.first)) most = Math.max(most, reached - (result.first - 1));
    reached = Math.max(result.last, reached);
    if (result.bits === undefined) kills++;
  } while (result.bits === undefined && kills < 1000);
  const same =
    whole.bits !== undefined &&
    result.bits === whole.bits &&
    readFileSync(join(quiet, 'checkpoint')).equals(readFileSync(join(killed, 'checkpoint')));
  for (const folder of [quiet, killed]) rmSync(folder, { recursive: true });
  console.log(
    `killed ${kills} times: at most ${most} steps lost (checkpoint every ${every}), ${same ? 'the same bits' : 'OTHER BITS'} at the end`,
  );
  process.exitCode = same && most <= every && kills >= times ? 0 : 1;
}

const at = process.argv.indexOf('--work');
if (at > 0) await work(process.argv[at + 1]!, Number(process.argv[at + 2]));
else await main();
