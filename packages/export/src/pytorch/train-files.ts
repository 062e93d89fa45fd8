import { comparedText } from '../record/compared-text.js';

/** Takes arrays out of a file by the beginnings of their names. */
export const partText = `def part(arrays, role):
    """The arrays whose names begin with a role, without it."""
    return {key[len(role) + 1 :]: value for key, value in arrays.items() if key.startswith(f"{role}.")}`;

/** `train.py`: a loop around the step. */
export const trainFile = (batchSize: number, steps: number): string => `"""Trains with the exported step.

Alone:                python train.py
As two processes:     RANK=0 WORLD_SIZE=2 MASTER_ADDR=127.0.0.1 MASTER_PORT=29500 python train.py &
                      RANK=1 WORLD_SIZE=2 MASTER_ADDR=127.0.0.1 MASTER_PORT=29500 python train.py
"""
import pathlib

import torch
from safetensors.torch import load_file, save_file

from processes import Processes
from step import step

BATCH_SIZE = ${batchSize}  # of all processes together: the step divides by it
STEPS = ${steps}  # as many as were recorded
HERE = pathlib.Path(__file__).parent


def load(name, device):
    """The arrays of a file; unsigned words become wide enough integers."""
    arrays = load_file(HERE / name, device=str(device))
    return {key: value.to(torch.int64) if value.dtype == torch.uint32 else value for key, value in arrays.items()}


${partText}


def batches(processes):
    """This process's examples of every batch, and the numbers of the step: put your own data here."""
    data = load("data.safetensors", processes.device)
    for at in range(STEPS):
        batch = {name: processes.own(value[at]) for name, value in part(data, "batch").items()}
        yield batch, {name: value[at] for name, value in part(data, "hyper").items()}


def train(processes):
    """Gives (loss, gradients, parameters) of every step."""
    start = load("start.safetensors", processes.device)
    parameters, state, constants = part(start, "parameters"), part(start, "state"), part(start, "constants")
    for batch, hyper in batches(processes):
        loss, gradients, parameters, state = step(parameters, state, batch, hyper, constants, processes)
        yield loss, gradients, parameters


if __name__ == "__main__":
    processes = Processes(BATCH_SIZE)
    for at, (loss, _, parameters) in enumerate(train(processes)):
        if processes.rank == 0:
            print(f"step {at}: loss {loss.item():.6f}")
    if processes.rank == 0:
        save_file({name: value.contiguous() for name, value in parameters.items()}, HERE / "trained.safetensors")
    processes.close()
`;

/** `check.py`: the same loop, held against what was recorded; `start` is how its parameters at the beginning are loaded. */
export const checkFile = (
  tolerance: number,
  start: string,
): string => `"""Compares loss, gradients and parameters with the recorded ones, step by step. Exit code 1 when they differ.

${comparedText}
"""
import sys

import torch

from processes import Processes
from train import BATCH_SIZE, load, part, train

TOLERANCE = float(sys.argv[1]) if len(sys.argv) > 1 else ${tolerance}


def difference(ours, recorded, room=0.0):
    """The largest difference beyond the room, in the measure above; infinite for a wrong shape or a new not-a-number."""
    if ours.shape != recorded.shape or not torch.equal(ours.isnan(), recorded.isnan()):
        return float("inf")
    ours, recorded = ours.double(), recorded.double()
    apart = ((ours - recorded).abs() - room).clamp(min=0.0) / (1 + recorded.abs())
    same = (ours == recorded) | ours.isnan()
    return torch.where(same, 0.0, apart.nan_to_num(nan=float("inf"))).max().item() if apart.numel() else 0.0


def doubt(ours, recorded):
    """What share of a step is left open, where it is the sign of a gradient that makes it: 2 where gradients are all rounding."""
    return (2 * (ours - recorded).abs() / recorded.abs()).nan_to_num(nan=0.0).clamp(max=2.0)


def compare(processes, expected, on_end):
    """How many steps there were, the largest difference of every kind with its place, and the place of the first one that is too large."""
    worst, first, steps, doubts = {}, None, 0, {}
    before = ${start}
    for at, (loss, gradients, parameters) in enumerate(train(processes)):
        steps += 1
        found = {"loss": {"": loss}, "gradients": gradients, "parameters": parameters}
        for role, values in found.items():
            recorded = part(expected, role)
            for name in recorded:
                ours, theirs, room = values[name], recorded[name][at], 0.0
                if role == "gradients" and ours.shape == theirs.shape:
                    doubts[name] = torch.maximum(doubts.get(name, torch.zeros_like(theirs)), doubt(ours, theirs))
                if role == "parameters" and not on_end and name in doubts and theirs.numel() > 0:
                    room = doubts[name].double() * (theirs - before[name]).abs().nan_to_num(nan=0.0, posinf=0.0).max()
                    before[name] = theirs
                apart = difference(ours, theirs, room)
                if apart > TOLERANCE and first is None:
                    first = f"step {at}, {' '.join(filter(None, (role, name)))}"
                if apart >= worst.get(role, (-1.0,))[0]:
                    worst[role] = apart, name, at
                if role == "parameters" and not on_end:
                    ours.copy_(theirs)
    return steps, worst, first


def tell(worst, first):
    for role, (apart, name, at) in worst.items():
        print(f"{role:>10}: largest difference {apart:.1e}{f', {name}' if name else ''}, step {at}")
    if first is not None:
        print(f"first difference: {first}")


def main():
    processes = Processes(BATCH_SIZE)
    expected = load("expected.safetensors", processes.device)
    steps, worst, first = compare(processes, expected, on_end=False)
    ok = steps == len(expected["loss."]) and len(worst) >= 2 and all(apart <= TOLERANCE for apart, _, _ in worst.values())
    _, *grown = compare(processes, expected, on_end=True)
    if processes.rank == 0:
        print(f"torch {torch.__version__}, {processes.world} process(es) on {processes.device.type}, {steps} steps")
        tell(worst, first)
        print("equal" if ok else "DIFFERENT", f"within {TOLERANCE:.0e}")
        print("all steps on end:")
        tell(*grown)
    processes.close()
    return 0 if ok else 1


sys.exit(main())
`;
