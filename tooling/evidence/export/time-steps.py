"""Times steps of an exported folder: WHAT is "step", "half" (alone, with half of every batch), or "exchange N" (a sum of N numbers over processes).

Prints the median in milliseconds. Of several processes the first one tells.
"""
import itertools
import os
import statistics
import sys
import time

sys.path.insert(0, os.getcwd())
import torch
import torch.distributed as dist

import train
from processes import Processes

torch.set_num_threads(1)
seconds, (what, *numbers) = float(sys.argv[1]), sys.argv[2:]
processes = Processes(train.BATCH_SIZE)
if what == "half":
    processes.end = train.BATCH_SIZE // 2
if what == "exchange":
    buffer = torch.zeros(int(numbers[0]))
    steps = iter(lambda: dist.all_reduce(buffer), 0)
else:
    batch = next(iter(train.batches(processes)))
    train.batches = lambda _: itertools.repeat(batch)
    steps = train.train(processes)

times, ended = [], False
for _ in range(3):
    next(steps)
while not ended:
    start = time.perf_counter()
    next(steps)
    times.append(time.perf_counter() - start)
    # Processes stop at the same step, the first one says at which.
    late = torch.tensor(float(len(times) >= 200 or len(times) >= 10 and sum(times) > seconds))
    if processes.world > 1:
        dist.broadcast(late, 0)
    ended = bool(late)
if processes.rank == 0:
    print(f"{statistics.median(times) * 1e3:.4f}")
processes.close()
