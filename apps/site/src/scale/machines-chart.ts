import type { PlainChart } from '@chainrule/viz';
import type { StepWork } from '@chainrule/example-networks';
import { said } from '../engine/said.js';
import { breakEven, clusters, speedup, type ClusterName } from './machines.js';

export const mostMachines = 64;
/** Batches on each machine, in times of this page's. */
const times = [1, 8, 64] as const;

/** What more machines would bring, by the cost model; of this machine the speed is measured. */
export function machinesChart(work: StepWork | undefined, name: ClusterName, measured: number | undefined): PlainChart {
  const cluster = clusters[name];
  const speed = 'speed' in cluster ? cluster.speed : measured;
  const machines = Array.from({ length: mostMachines }, (_, i) => i + 1);
  const known = work && speed !== undefined ? { work, speed } : undefined;
  const curve = (batches: number): number[] =>
    known ? machines.map((p) => speedup(p, known.work, { ...cluster, speed: known.speed }, batches)) : [];
  return {
    kind: 'chart',
    title: 'More machines',
    description: known
      ? `Where exchanging gradients takes as long as computing them, each machine has ${breakEven(known.work, known.work.batch, { ...cluster, speed: known.speed })} examples in its batch; here it is ${known.work.batch}. With ${mostMachines} machines it is ${times.map((batches) => `${said(curve(batches).at(-1)!, 2)} times as fast with a batch of ${batches * known.work.batch}`).join(', ')}.`
      : 'It is reckoned when a step has been counted and timed: when training begins.',
    x: { label: 'machines', domain: [1, mostMachines] },
    y: { label: 'times as fast', domain: [0, mostMachines] },
    marks: [
      { kind: 'line', name: 'at best', colour: 4, dashed: true, x: [1, mostMachines], y: [1, mostMachines] },
      ...(known
        ? times.map((batches, i) => ({
            ...({ kind: 'line', colour: i } as const),
            name: `${batches * known.work.batch} examples each`,
            x: machines,
            y: curve(batches),
          }))
        : []),
    ],
  };
}
