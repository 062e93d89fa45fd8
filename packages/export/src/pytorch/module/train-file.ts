import { partText } from '../train-files.js';
import type { WrittenLoss } from './losses.js';

/** What of a training loop depends on the model. */
export interface TrainingParts {
  readonly batchSize: number;
  readonly steps: number;
  readonly dtype: string;
  readonly input: string;
  readonly target: string;
  readonly loss: WrittenLoss;
  readonly optimizer: string;
  readonly clipping: readonly string[];
  /** Functions of the learning rate, where it changes. */
  readonly schedule: readonly string[];
}

/** `train.py`: a loop as a user of PyTorch writes it, with autograd and `torch.optim`. */
export const moduleTrainFile = ({
  batchSize,
  steps,
  dtype,
  input,
  target,
  loss,
  optimizer,
  clipping,
  schedule,
}: TrainingParts): string => `"""Trains the model with torch.optim.

Alone:                python train.py
As two processes:     RANK=0 WORLD_SIZE=2 MASTER_ADDR=127.0.0.1 MASTER_PORT=29500 python train.py &
                      RANK=1 WORLD_SIZE=2 MASTER_ADDR=127.0.0.1 MASTER_PORT=29500 python train.py
"""
${schedule.some((text) => text.includes('math.')) ? 'import math\n' : ''}import pathlib

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
${clipping.some((line) => line.startsWith('nn.')) ? 'from torch import nn\n' : ''}
from model import Model
from parallel import parallel
from processes import Processes

BATCH_SIZE = ${batchSize}  # of all processes together, in the recorded batches
STEPS = ${steps}  # as many as were recorded
HERE = pathlib.Path(__file__).parent
${dtype === 'torch.float64' ? '# Of the model, and of the numbers that optimizers keep, too.\ntorch.set_default_dtype(torch.float64)\n' : ''}

def load(name, device):
    """The arrays of a file; integers become wide, as functions of PyTorch take them."""
    arrays = load_file(HERE / name, device=str(device))
    return {key: value if value.is_floating_point() or value.dtype == torch.bool else value.long() for key, value in arrays.items()}


${partText}


def batches(processes):
    """This process's examples of every batch: put your own data here. Processes may have different numbers of examples."""
    data = load("data.safetensors", processes.device)
    for at in range(STEPS):
        yield processes.own(data["batch.${input}"][at]), processes.own(data["batch.${target}"][at])


${schedule.map((text) => `${text}\n\n\n`).join('')}def train(processes):
    """Gives (loss, gradients, parameters and buffers) of every step."""
    model = Model().to(processes.device)
    model.load_state_dict(load("weights.safetensors", processes.device))
    replica = parallel(model, processes)
    optimizer = ${optimizer}
    for ${schedule.length > 0 ? 'step, (x, y) in enumerate(batches(processes))' : 'x, y in batches(processes)'}:
${schedule.length > 0 ? '        for group in optimizer.param_groups:\n            group["lr"] = learning_rate(step)\n' : ''}        optimizer.zero_grad()
        output = replica(x)
        # Gradients are averaged over the processes: this makes them those of the mean over all examples, however they are shared.
        loss = ${loss.sum} * processes.world / processes.total(${loss.count})
        loss.backward()
        gradients = {name: p.grad${clipping.length > 0 ? '.clone()' : ''} for name, p in model.named_parameters()}
${clipping.map((line) => `        ${line}\n`).join('')}        optimizer.step()
        yield processes.total(loss.detach()) / processes.world, gradients, model.state_dict()


if __name__ == "__main__":
    processes = Processes(BATCH_SIZE)
    for at, (loss, _, trained) in enumerate(train(processes)):
        if processes.rank == 0:
            print(f"step {at}: loss {loss.item():.6f}")
    if processes.rank == 0:
        save_file(trained, HERE / "trained.safetensors")
    processes.close()
`;
