import { comparedText } from '../record/compared-text.js';

const texts = (names: readonly string[]): string => names.map((name) => `    ${JSON.stringify(name)},`).join('\n');

/** `check.py`: compiles the module with XLA through JAX, runs it on all devices, and compares with what was recorded. */
export const jaxCheckFile = (
  inputs: readonly string[],
  outputs: readonly string[],
  tolerance: number,
): string => `"""Runs step.mlir through XLA and compares loss, gradients and parameters with the recorded ones, step by step.

One device:           python check.py
Four CPU devices:     XLA_FLAGS=--xla_force_host_platform_device_count=4 python check.py
Several processes:    COORDINATOR=127.0.0.1:29600 PROCESSES=2 PROCESS=0 python check.py & ... PROCESS=1 python check.py

The batch is divided over all devices; XLA finds where they have to exchange sums. There is no public call that runs StableHLO text: the module is
handed to jax.export as one that JAX exported itself, which was written for and tried with jax 0.10.2.

${comparedText}
"""
import dataclasses
import os
import pathlib
import sys

import jax

jax.config.update("jax_enable_x64", True)
if "COORDINATOR" in os.environ:
    jax.config.update("jax_cpu_collectives_implementation", "gloo")
    jax.distributed.initialize(os.environ["COORDINATOR"], int(os.environ["PROCESSES"]), int(os.environ["PROCESS"]))

import numpy as np
from jax import export
from jax._src.export._export import _module_to_bytecode
from jax._src.interpreters.mlir import make_ir_context
from jax.extend.mlir import ir
from jax.sharding import Mesh, NamedSharding, PartitionSpec
from safetensors.numpy import load_file

TOLERANCE = float(sys.argv[1]) if len(sys.argv) > 1 else ${tolerance}
HERE = pathlib.Path(__file__).parent
INPUTS = [
${texts(inputs)}
]
OUTPUTS = [
${texts(outputs)}
]


def as_function(text, inputs, outputs):
    """A StableHLO module as a function of JAX, for arrays like these."""
    shapes = [jax.ShapeDtypeStruct(x.shape, x.dtype) for x in inputs]
    like = jax.jit(lambda *_: tuple(jax.numpy.zeros(y.shape, y.dtype) for y in outputs), keep_unused=True)
    exported = export.export(like)(*shapes)
    with make_ir_context():
        code = _module_to_bytecode(ir.Module.parse(text))
    every = tuple(range(len(inputs)))
    return dataclasses.replace(exported, fun_name="step", mlir_module_serialized=code, module_kept_var_idx=every, _get_vjp=None).call


def difference(ours, recorded, room=0.0):
    """The largest difference beyond the room, in the measure above; infinite for a wrong shape or a new not-a-number."""
    if ours.shape != recorded.shape or not np.array_equal(np.isnan(ours), np.isnan(recorded)):
        return np.inf
    ours, recorded = np.float64(ours), np.float64(recorded)
    apart = np.maximum(np.abs(ours - recorded) - room, 0) / (1 + np.abs(recorded))
    same = (ours == recorded) | np.isnan(ours)
    return float(np.where(same, 0, np.nan_to_num(apart, nan=np.inf)).max(initial=0))


def doubt(ours, recorded):
    """What share of a step is left open, where it is the sign of a gradient that makes it: 2 where gradients are all rounding."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.minimum(np.nan_to_num(2 * np.abs(np.float64(ours) - recorded) / np.abs(recorded), posinf=2.0), 2.0)


def tell(worst, first):
    for role, (apart, name, at) in worst.items():
        print(f"{role:>10}: largest difference {apart:.1e}, {name}, step {at}")
    if first is not None:
        print(f"first difference: {first}")


def main():
    start, data, expected = (load_file(HERE / f"{name}.safetensors") for name in ("start", "data", "expected"))
    steps = len(expected["loss."])
    mesh = Mesh(np.array(jax.devices()), ("data",))
    whole, divided = NamedSharding(mesh, PartitionSpec()), NamedSharding(mesh, PartitionSpec("data"))
    places = [divided if name.startswith("batch.") else whole for name in INPUTS]

    def put(value, place):
        return jax.make_array_from_callback(value.shape, place, lambda index: value[index])

    first = [start[name] if name in start else data[name][0] for name in INPUTS]
    results = [expected["loss."][0] if name == "loss" else expected[name][0] if name in expected else start[name] for name in OUTPUTS]
    step = jax.jit(as_function((HERE / "step.mlir").read_text(), first, results), in_shardings=places, out_shardings=whole)

    def compare(on_end):
        """The largest difference of every kind with its place, and the place of the first one that is too large."""
        values, worst, first, doubts, before = dict(start), {}, None, {}, dict(start)
        for at in range(steps):
            arguments = [values[name] if name in values else data[name][at] for name in INPUTS]
            out = dict(zip(OUTPUTS, step(*[put(np.asarray(value), place) for value, place in zip(arguments, places)])))
            out = {name: np.asarray(value.addressable_data(0)) for name, value in out.items()}
            values.update({name: value for name, value in out.items() if name in values})
            for name, value in sorted(out.items()):  # gradients before parameters
                recorded = expected.get("loss." if name == "loss" else name)
                if recorded is not None:
                    role, own = name.split(".", 1) if "." in name else (name, name)
                    theirs, room = recorded[at], 0.0
                    if role == "gradients" and value.shape == theirs.shape:
                        doubts[own] = np.maximum(doubts.get(own, 0.0), doubt(value, theirs))
                    if role == "parameters" and not on_end and own in doubts:
                        room = doubts[own] * np.nan_to_num(np.abs(theirs - before[name]), posinf=0.0).max(initial=0)
                        before[name] = theirs
                    apart = difference(value, theirs, room)
                    if apart > TOLERANCE and first is None:
                        first = f"step {at}, {name}"
                    if apart >= worst.get(role, (-1.0,))[0]:
                        worst[role] = apart, name, at
                    if role == "parameters" and not on_end:
                        values[name] = theirs
        return worst, first

    worst, first = compare(on_end=False)
    grown = compare(on_end=True)
    ok = len(worst) >= 2 and all(apart <= TOLERANCE for apart, _, _ in worst.values())
    if jax.process_index() == 0:
        print(f"jax {jax.__version__}, {len(jax.devices())} {jax.default_backend()} device(s), {jax.process_count()} process(es), {steps} steps")
        tell(worst, first)
        print("equal" if ok else "DIFFERENT", f"within {TOLERANCE:.0e}")
        print("all steps on end:")
        tell(*grown)
    return 0 if ok else 1


sys.exit(main())
`;
