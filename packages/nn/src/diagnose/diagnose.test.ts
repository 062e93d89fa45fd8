import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { diagnosisOf, recordedNetworks } from '../test-support/deep-networks.js';

interface RecordedNetwork {
  readonly net: string;
  readonly firstOverLast: number;
}
const { nets } = JSON.parse(readFileSync(new URL('../../../../tooling/reference/nn/vanishing.json', import.meta.url), 'utf8')) as {
  nets: RecordedNetwork[];
};

describe('the fifteen recorded networks', () => {
  test('are all here', () => {
    expect(Object.keys(recordedNetworks)).toEqual(nets.map(({ net }) => net));
  });
  test.each(nets.map(({ net, firstOverLast }) => [net, firstOverLast] as const))('%s', (net, firstOverLast) => {
    const network = recordedNetworks[net]!;
    const diagnosis = diagnosisOf(network, { examples: 64 });
    expect(diagnosis.verdict).toBe(network.verdict);
    // Other random numbers than PyTorch's: of the same size, on the scale of the twenty layers.
    const ratio = diagnosis.layers[0]!.gradientNorm / diagnosis.layers[19]!.gradientNorm;
    expect(Math.abs(Math.log(ratio / firstOverLast)) / 20).toBeLessThan(0.12);
    const { after, kind } = diagnosis.apply();
    expect(after.verdict).toBe('healthy');
    expect(kind === undefined).toBe(network.verdict === 'healthy');
  });
});

test('a diagnosis prints as a table, with verdict, cause and remedy', () => {
  const text = diagnosisOf(recordedNetworks['relu+xavier']!, { depth: 8 }).toString();
  expect(text).toMatch(/^layer +activation +signal/);
  expect(text).toMatch(/verdict {3}vanishing signal\ncause {5}the signal is multiplied by 0\.\d+ a layer/);
});
