import { ndarray, key, type NdArray, relu, tanh } from '@chainrule/core';
import { crc32, moons, readSafetensors, writeSafetensors } from '@chainrule/data';
import { adam, lbfgs, reduceOnPlateau, sam, sgd } from '@chainrule/optim';
import type { Tensor } from '@chainrule/tensor';
import { describe, expect, test } from 'vitest';
import { linear } from '../layers/linear.js';
import { batchNorm } from '../layers/batch-norm.js';
import { dropout } from '../layers/dropout.js';
import { sequential } from '../layers/sequential.js';
import { crossEntropy } from '../losses/cross-entropy.js';
import { mse } from '../losses/mse.js';
import { defineElementLoss } from '../losses/loss.js';
import { evaluator } from './evaluate.js';
import { accuracy, rmse } from './metric.js';
import { memoryStorage } from './storage.js';
import { train } from './train.js';

const model = sequential(linear(2, 16), tanh, linear(16, 3));
const data = moons(key(0), { count: 45 });
const base = { model, loss: crossEntropy, data, optimizer: adam({ learningRate: 0.02 }), epochs: 40, batchSize: 32, key: key(1) };
const bits = (params: unknown): number[] =>
  typeof params === 'object' && params !== null && 'dataSync' in params
    ? [...(params as Tensor).dataSync()]
    : Object.values(params as object).flatMap(bits);

describe('train', () => {
  test('learns, judges after every epoch, and is the same for the same key', async () => {
    const { params, history, verdict, steps } = await train({ ...base, metrics: [accuracy], validation: data });
    expect([verdict, steps, history.length]).toEqual(['finished', 120, 40]);
    expect(history.at(-1)!.figures!['accuracy']).toBeGreaterThan(0.85);
    expect(history.at(-1)!.loss).toBeLessThan(0.8 * history[0]!.loss);
    expect(bits((await train(base)).params)).toEqual(bits(params));
    expect(bits((await train({ ...base, key: key(2) })).params)).not.toEqual(bits(params));
  });

  test('goes on from any step to the same bits: optimizer, batch statistics, dropout and order included', async () => {
    const options = {
      ...base,
      model: sequential(linear(2, 8), batchNorm(8), relu, dropout(0.3), linear(8, 3)),
      ...{ epochs: 4, batchSize: 20, metrics: [accuracy], clip: 1 },
    };
    const whole = await train(options);
    for (const at of [1, 4, 5, 13]) {
      const checkpoint = { storage: memoryStorage(), every: 1000 };
      const part = await train({ ...options, checkpoint, stop: ({ step }) => step === at });
      expect([part.verdict, part.steps]).toEqual(['stopped', at]);
      const rest = await train({ ...options, checkpoint });
      expect(bits([rest.params, rest.state])).toEqual(bits([whole.params, whole.state]));
      expect(rest.history).toEqual(whole.history);
    }
  });

  test('what is begun from stays as it was', async () => {
    const from = model.init(key(5));
    const before = bits(from.params);
    await train({ ...base, from, epochs: 1 });
    expect(bits(from.params)).toEqual(before);
  });

  test('stops where a number is not finite, names the operation, and keeps the last good parameters', async () => {
    const root = defineElementLoss('root', {}, (a, b) => a.sub(b).mul(-1).log());
    const rows: NdArray = ndarray([[1], [2], [3], [4]]);
    const checkpoint = { storage: memoryStorage(), every: 1 };
    const result = await train({
      ...{ model: linear(1, 1), loss: root, optimizer: sgd({ learningRate: 100 }), epochs: 10, batchSize: 4, key: key(0), checkpoint },
      data: { features: rows, target: rows.mul(0).add(9) },
    });
    expect(result.verdict).toBe('not-finite');
    expect(result.reason).toContain('[formula log(#0)] this operation made the first not-a-number');
    expect(bits(result.params).every(Number.isFinite)).toBe(true);
    expect(result.steps).toBeGreaterThan(0);
  });

  test('a rate that is too large is told from a bad operation', async () => {
    const rows: NdArray = ndarray([[1], [2], [3], [4]]);
    const options = { model: linear(1, 1), loss: mse, epochs: 1000, batchSize: 4, key: key(0), data: { features: rows, target: rows } };
    const { verdict, reason, params } = await train({ ...options, optimizer: sgd({ learningRate: 1e3 }) });
    expect([verdict, bits(params).every(Number.isFinite)]).toEqual(['not-finite', true]);
    expect(reason).toMatch(/rate/);
  });

  test('stops early when the figure stops getting better', async () => {
    const options = { ...base, optimizer: sgd({ learningRate: 1e-9 }), stop: { patience: 3, threshold: 1e-4 } };
    const { verdict, history } = await train(options);
    expect([verdict, history.length]).toEqual(['early', 4]);
  });

  test('an early stop gives the weights of the best epoch, also when gone on from a checkpoint', async () => {
    // A rate so large that accuracy comes and goes.
    const options = {
      ...{ ...base, optimizer: adam({ learningRate: 0.5 }), metrics: [accuracy], epochs: 12, batchSize: 10 },
      stop: { patience: 4, figure: 'accuracy', better: 'higher' } as const,
    };
    const whole = await train(options);
    const figures = whole.history.map(({ figures }) => figures!['accuracy']!);
    const of = (result: typeof whole): number =>
      evaluator({ model, loss: crossEntropy, metrics: [accuracy] })(result.params, result.state, {
        features: data.features.cast('float32'),
        target: data.target,
      })['accuracy']!;
    expect(whole.verdict).toBe('early');
    expect(figures.at(-1)).toBeLessThan(Math.max(...figures));
    expect(of(whole)).toBe(Math.max(...figures));
    expect(of(await train({ ...options, stop: { ...options.stop, restoreBest: false } }))).toBe(figures.at(-1));
    const storage = memoryStorage();
    await train({ ...options, epochs: whole.history.length - 1, checkpoint: { storage, every: 7 } });
    const rest = await train({ ...options, checkpoint: { storage, every: 7 } });
    expect(bits(rest.params)).toEqual(bits(whole.params));
  });

  test('a figure that nothing measures is refused', async () => {
    await expect(train({ ...base, stop: { patience: 1, figure: 'acuracy' }, metrics: [accuracy] })).rejects.toThrow(
      'stop.figure is "acuracy", which nothing measures',
    );
  });

  test('a signal ends it after the step, beside a patience; the parameters are told of', async () => {
    const signal = { aborted: false };
    const seen: number[][] = [];
    const { verdict, reason, steps, params } = await train({
      ...base,
      stop: { patience: 100 },
      signal,
      onProgress: (progress) => {
        seen.push(bits(progress.params));
        signal.aborted = progress.step === 4;
      },
    });
    expect([verdict, reason, steps, seen.length]).toEqual(['stopped', 'It was interrupted after step 5.', 5, 4]);
    expect(seen[0]).not.toEqual(seen[3]);
    expect(bits(params)).not.toEqual(seen[3]);
  });

  test('a plateau rule is told of every epoch, and again after a checkpoint', async () => {
    const rule = (): ReturnType<typeof reduceOnPlateau> =>
      reduceOnPlateau({ from: 1e-9, patience: 1, factor: 0.5, threshold: 0.1, epsilon: 0 });
    const run = async (
      plateau: ReturnType<typeof rule>,
      epochs: number,
      checkpoint: { storage: ReturnType<typeof memoryStorage>; every: number },
    ) => train({ ...base, optimizer: sgd({ learningRate: plateau }), plateau, epochs, checkpoint });
    const whole = rule();
    await run(whole, 6, { storage: memoryStorage(), every: 100 });
    const checkpoint = { storage: memoryStorage(), every: 100 };
    await run(rule(), 3, checkpoint);
    const rest = rule();
    await run(rest, 6, checkpoint);
    expect(rest.state()).toEqual(whole.state());
    expect(whole(0)).toBeLessThan(1e-9);
  });

  test.each([
    ['lbfgs', lbfgs({ lineSearch: 'strong-wolfe' })],
    ['sam', sam({ learningRate: 0.05 })],
  ])('%s evaluates the loss itself, and goes on to the same bits', async (_, optimizer) => {
    const rows: NdArray = ndarray([[1], [2], [3], [4]]);
    const options = {
      ...{ model: linear(1, 1), loss: mse, optimizer, epochs: 100, batchSize: 4, key: key(0), metrics: [rmse] },
      data: { features: rows, target: rows.mul(2).add(1) },
    };
    const whole = await train(options);
    expect(whole.history.at(-1)!.figures!['rmse']).toBeLessThan(0.2);
    const checkpoint = { storage: memoryStorage(), every: 1000 };
    await train({ ...options, checkpoint, stop: ({ step }) => step === 7 });
    expect(bits((await train({ ...options, checkpoint })).params)).toEqual(bits(whole.params));
  });
});

describe('a checkpoint', () => {
  const checkpoint = { storage: memoryStorage(), every: 1000 };
  const refused = async (bytes: Uint8Array): Promise<unknown> => {
    const storage = memoryStorage();
    await storage.write('checkpoint', bytes);
    return train({ ...base, checkpoint: { storage, every: 1 } });
  };

  test('is refused when it is cut off, damaged, or of another run', async () => {
    await train({ ...base, epochs: 1, checkpoint });
    const bytes = (await checkpoint.storage.read('checkpoint'))!;
    for (const length of [0, 7, 100, bytes.length - 1])
      await expect(refused(bytes.slice(0, length))).rejects.toMatchObject({ code: 'input' });
    await expect(refused(Uint8Array.from({ length: 500 }, (_, i) => i))).rejects.toMatchObject({ code: 'input' });
    const again = (other: object): Promise<unknown> => train({ ...base, ...other, checkpoint });
    await expect(again({ key: key(9) })).rejects.toThrow('it was written with key [0,1], this is [0,9]');
    await expect(again({ batchSize: 5 })).rejects.toThrow('it was written with batchSize 32');
    await expect(again({ optimizer: sgd({ learningRate: 1 }) })).rejects.toThrow('it was written with optimizer "adam", this is "sgd"');
    await expect(again({ model: sequential(linear(2, 17), tanh, linear(17, 3)) })).rejects.toThrow(
      'its params have 0.weight float32[16, 2] where 0.weight float32[17, 2] is needed',
    );
  });

  test('that was altered to say nonsense is refused', async () => {
    await train({ ...base, epochs: 1, checkpoint });
    const text = new TextDecoder('latin1').decode(await checkpoint.storage.read('checkpoint'));
    const altered = (from: string, to: string): Uint8Array => {
      expect(text).toContain(from);
      return Uint8Array.from(text.replace(from, to), (c) => c.charCodeAt(0));
    };
    await expect(refused(altered('\\"step\\":3', '\\"step\\":4'))).rejects.toThrow('its checksum is wrong');
    await expect(refused(altered('chainrule training 1', 'chainrule training 2'))).rejects.toThrow('this is no checkpoint');
    // Damage on purpose, checksum and all.
    const forged = async (from: string, to: string): Promise<unknown> => {
      const { tensors, metadata } = readSafetensors(altered(from, to));
      const { checksum: _, ...said } = metadata;
      return refused(writeSafetensors(tensors, { ...said, checksum: crc32(writeSafetensors(tensors, said)).toString(16) }));
    };
    await expect(forged('\\"step\\":3', '\\"step\\":-')).rejects.toThrow('"where" is not JSON');
    await expect(forged('{\\"~array\\":\\"1\\"}', '{\\"~array\\":\\"x\\"}')).rejects.toThrow('the array "x" is missing');
  });
});

test('data that do not fit are refused', async () => {
  await expect(train({ ...base, data: { features: ndarray([[1, 2]]), target: ndarray([0, 1]) } })).rejects.toThrow(
    'the features have 1 rows',
  );
  await expect(train({ ...base, epochs: 1.5 })).rejects.toThrow('epochs is 1.5');
});
