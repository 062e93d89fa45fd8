import type { NetName } from './nets.js';

/** A file as a command writes it. */
export const fileCommand = (name: string, content: string): string => `cat > ${name} <<'END'\n${content.trimEnd()}\nEND\n`;

/** A config named after its network, and the command that trains it. */
export const trainCommand = (net: NetName, config: object): string =>
  `${fileCommand(`${net}.json`, JSON.stringify(config, null, 2))}chainrule train ${net}.json`;

/** The engines that a trained run can be taken to, and what of it. */
export const engines = {
  pytorch: 'PyTorch: a module and its training, with a check that it is the same',
  stablehlo: 'XLA: the whole training step as StableHLO',
  jax: 'JAX: the whole training step, with a check that it is the same',
  onnx: 'ONNX: the network in use, and its training step',
} as const;
export type Engine = keyof typeof engines;
export const engineNames = Object.keys(engines) as Engine[];

/** The command that takes a run to another engine, weights included. */
export const exportCommand = (net: NetName, engine: Engine): string => `chainrule export ${net}.run ${engine}`;
