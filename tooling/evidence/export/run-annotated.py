"""Compiles annotated.mlir for its four devices by XLA's own client, which follows the annotations, and compares one step with what was recorded.

Run in an exported folder for JAX, with names.json beside it: { "inputs": [...], "outputs": [...] }.
"""
import json
import os
import sys

os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=4"

import jax

jax.config.update("jax_enable_x64", True)

import numpy as np
from jax._src import compiler
from jax._src.interpreters.mlir import make_ir_context
from jax.extend.mlir import ir
from jax.sharding import Mesh, NamedSharding, PartitionSpec
from jax._src.lib import xla_client
from jaxlib import _jax
from safetensors.numpy import load_file

names = json.load(open("names.json"))
start, data, expected = (load_file(f"{name}.safetensors") for name in ("start", "data", "expected"))
options = compiler.get_compile_options(num_replicas=1, num_partitions=4, device_assignment=np.arange(4).reshape(1, 4))
options.executable_build_options.use_spmd_partitioning = True
options.executable_build_options.use_shardy_partitioner = True
with make_ir_context():
    module = ir.Module.parse(open("annotated.mlir").read())
    step = jax.extend.backend.get_backend().compile_and_load(module, _jax.DeviceList(tuple(jax.devices())), options)

divided = [sharding.is_replicated() is False for sharding in map(xla_client.HloSharding.from_proto, step.get_parameter_shardings())]
wanted = [name.startswith("batch.") for name in names["inputs"]]
mesh = Mesh(np.array(jax.devices()), ("data",))
arguments = []
for name, is_divided in zip(names["inputs"], divided):
    value = np.asarray(start[name] if name in start else data[name][0])
    place = NamedSharding(mesh, PartitionSpec("data") if is_divided else PartitionSpec())
    arguments.append(jax.make_array_from_callback(value.shape, place, lambda index: value[index]))
results = step.execute_sharded(arguments).disassemble_into_single_device_arrays()

worst = {}
for name, parts in zip(names["outputs"], results):
    recorded = expected.get("loss." if name == "loss" else name)
    if recorded is not None:
        role = name.split(".")[0]
        for part in parts:
            own = np.asarray(part)
            apart = np.abs(own - recorded[0]) / (1 + np.abs(recorded[0])) if own.shape == recorded[0].shape else np.inf
            worst[role] = max(worst.get(role, 0.0), float(np.max(apart)))
exchanges = sum(line.count(" all-reduce(") + line.count(" all-reduce-start(") for line in step.hlo_modules()[0].to_string().split("\n"))
for role, apart in worst.items():
    print(f"{role:>10}: largest difference {apart:.1e}")
print(f"{sum(divided)} inputs divided over {len(step.local_devices())} devices, {exchanges} all-reduces")
ok = divided == wanted and exchanges > 0 and len(worst) >= 2 and all(apart <= float(sys.argv[1]) for apart in worst.values())
sys.exit(0 if ok else 1)
