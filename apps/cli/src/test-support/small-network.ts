import { writeFile } from 'node:fs/promises';

export const small = {
  data: 'iris',
  model: [{ name: 'linear', inputs: 4, outputs: 3 }],
  loss: 'crossEntropy',
  optimizer: { name: 'adam', learningRate: 0.05 },
  epochs: 3,
  batchSize: 30,
};
/** Writes the file of a network that a moment trains, with changes. */
export const config = (changes: object = {}, name = 'net.json'): Promise<void> => writeFile(name, JSON.stringify({ ...small, ...changes }));
