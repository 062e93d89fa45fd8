/** `parallel.py`: the model at several processes. */
export const parallelFile = (normalizes: boolean): string =>
  normalizes
    ? `"""The model at several processes: gradients are averaged, and batch normalisation sees the whole batch."""
import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel


${batchNorm}


${parallel('    BatchNorm.everywhere(model)\n')}`
    : `"""The model at several processes: gradients are averaged."""
from torch.nn.parallel import DistributedDataParallel


${parallel('')}`;

const parallel = (prepare: string): string => `def parallel(model, processes):
    """The model itself, or at several processes one that averages gradients over them."""
    if processes.world == 1:
        return model
${prepare}    return DistributedDataParallel(model)
`;

const batchNorm = `class SumOverProcesses(torch.autograd.Function):
    """A sum over all processes; so is its gradient, since every process's loss depends on what the others add."""

    @staticmethod
    def forward(context, x):
        total = x.clone(memory_format=torch.contiguous_format)
        dist.all_reduce(total)
        return total

    @staticmethod
    def backward(context, gradient):
        return SumOverProcesses.apply(gradient)


class BatchNorm(nn.modules.batchnorm._BatchNorm):
    """Batch normalisation with the statistics of all processes' examples, by sums that are differentiated too.

    nn.SyncBatchNorm does the same on GPUs, and refuses a CPU.
    """

    def _check_input_dim(self, x):
        pass

    def forward(self, x):
        if not self.training:
            return super().forward(x)
        axes = [axis for axis in range(x.ndim) if axis != 1]
        shape = [-1] + [1] * (x.ndim - 2)
        count = SumOverProcesses.apply(torch.full((), x.numel() / x.shape[1], dtype=x.dtype, device=x.device))
        mean = SumOverProcesses.apply(x.sum(axes)) / count
        centered = x - mean.reshape(shape)
        variance = SumOverProcesses.apply((centered * centered).sum(axes)) / count
        with torch.no_grad():
            self.num_batches_tracked += 1
            share = 1 / self.num_batches_tracked if self.momentum is None else self.momentum
            self.running_mean += (mean - self.running_mean) * share
            self.running_var += (variance * count / (count - 1) - self.running_var) * share
        y = centered / torch.sqrt(variance + self.eps).reshape(shape)
        return y * self.weight.reshape(shape) + self.bias.reshape(shape) if self.affine else y

    @classmethod
    def everywhere(cls, module):
        """The same layers for all batch normalisations inside, with the parameters and buffers that they have."""
        for child in module.modules():
            if isinstance(child, nn.modules.batchnorm._BatchNorm):
                child.__class__ = cls`;
