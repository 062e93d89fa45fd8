/** Losses after an epoch. */
export interface EpochLosses {
  readonly epoch: number;
  readonly train: number;
  readonly test: number;
}

/** What losses there were, in bounded memory: long runs are thinned. */
export interface Curves {
  readonly epochs: readonly EpochLosses[];
  /** The last batches: where in the run, and the loss of each. */
  readonly batches: readonly { readonly epoch: number; readonly loss: number }[];
  addEpoch(losses: EpochLosses): void;
  addBatch(epoch: number, loss: number): void;
  forgetAfter(epoch: number): void;
}

const [mostEpochs, mostBatches] = [1000, 300];

export function createCurves(): Curves {
  let epochs: EpochLosses[] = [];
  let batches: { epoch: number; loss: number }[] = [];
  let [every, seen] = [1, 0];
  return {
    get epochs() {
      return epochs;
    },
    get batches() {
      return batches;
    },
    addEpoch(losses) {
      epochs.push(losses);
      if (epochs.length > mostEpochs) epochs = epochs.filter((_, i) => i % 2 === 0 || i === epochs.length - 1);
    },
    addBatch(epoch, loss) {
      if (seen++ % every !== 0) return;
      batches.push({ epoch, loss });
      if (batches.length <= mostBatches) return;
      batches = batches.filter((_, i) => i % 2 === 0);
      every *= 2;
    },
    forgetAfter(epoch) {
      epochs = epochs.filter((each) => each.epoch <= epoch);
      batches = batches.filter((each) => each.epoch <= epoch);
    },
  };
}
