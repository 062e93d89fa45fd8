/** `processes.py`: the only part of an exported step that knows of other processes. */
export const processesFile = `"""The processes that share a batch: this one alone, or those that torch.distributed connects."""
import os

import torch
import torch.distributed as dist


class Processes:
    """Process RANK of WORLD_SIZE, which compute on the CPU (gloo) or on a GPU each (NCCL)."""

    def __init__(self, batch_size):
        self.batch_size = batch_size
        self.rank, self.world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
        # Shares of the batch differ by one where it cannot be divided evenly.
        self.first, self.end = (r * batch_size // self.world for r in (self.rank, self.rank + 1))
        self.device = torch.device("cpu")
        if torch.cuda.is_available():
            self.device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0)))
            torch.cuda.set_device(self.device)
        if self.world > 1:
            dist.init_process_group("nccl" if self.device.type == "cuda" else "gloo")

    def own(self, whole, axis=0):
        """This process's part of a value that has the whole batch along an axis."""
        each = whole.shape[axis] // self.batch_size
        return whole.narrow(axis, self.first * each, (self.end - self.first) * each)

    def sum(self, values):
        """Every value summed over the processes, in one exchange for each element type."""
        if self.world == 1:
            return values
        sums = list(values)
        for dtype in {value.dtype for value in values}:
            places = [i for i, value in enumerate(values) if value.dtype == dtype]
            flat = torch.cat([values[i].reshape(-1) for i in places])
            dist.all_reduce(flat)
            for i, part in zip(places, flat.split([values[i].numel() for i in places])):
                sums[i] = part.view(values[i].shape)
        return sums

    def total(self, value):
        """A number summed over the processes."""
        return self.sum([torch.as_tensor(value, device=self.device)])[0]

    def close(self):
        if self.world > 1:
            dist.destroy_process_group()
`;
