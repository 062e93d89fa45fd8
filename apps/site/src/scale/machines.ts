/** Machines that train together, each with the same parameters and its own examples. */
export interface Cluster {
  readonly label: string;
  /** Elementary operations a second that one machine reaches in training; of this one it is measured. */
  readonly speed?: number;
  /** Bytes a second between two machines. */
  readonly bandwidth: number;
  /** Seconds that a message takes, however small. */
  readonly latency: number;
}

/** The networks of docs/scaling.md, and this machine among others like it. */
export const clusters = {
  same: { label: 'machines like this one, gigabit Ethernet', bandwidth: 1.2e8, latency: 1e-4 },
  office: { label: 'two CPU cores each, gigabit Ethernet', speed: 1e11, bandwidth: 1.2e8, latency: 1e-4 },
  cluster: { label: 'a GPU each, 400 gigabits a second', speed: 5e13, bandwidth: 5e10, latency: 1e-5 },
} as const satisfies Readonly<Record<string, Cluster>>;
export type ClusterName = keyof typeof clusters;
export const clusterNames = Object.keys(clusters) as ClusterName[];

/** A step of training: what one machine computes, and what all have to exchange. */
export interface Step {
  readonly operations: number;
  readonly parameters: number;
}

/**
 * Seconds that a ring of p machines exchanges a step's float32 gradients for: 2(p − 1)/p · bytes / bandwidth + 2(p − 1) · latency, whatever the
 * number of examples (P. Patarasuk and X. Yuan 2009, "Bandwidth optimal all-reduce algorithms").
 */
export const exchangeSeconds = (machines: number, { parameters }: Step, { bandwidth, latency }: Cluster): number =>
  ((2 * (machines - 1)) / machines) * ((4 * parameters) / bandwidth) + 2 * (machines - 1) * latency;

/** How many times as many examples a second p machines learn from, each with a batch `times` as large as this page's. */
export function speedup(machines: number, step: Step, cluster: Cluster & { readonly speed: number }, times: number): number {
  const computing = (times * step.operations) / cluster.speed;
  return (machines * computing) / (computing + exchangeSeconds(machines, step, cluster));
}

/** Examples on each machine at which computing takes as long as exchanging, among many machines. */
export const breakEven = (
  { operations, parameters }: Step,
  batch: number,
  { bandwidth, speed }: Cluster & { readonly speed: number },
): number => Math.ceil(((2 * 4 * parameters) / bandwidth) * (speed / (operations / batch)));
