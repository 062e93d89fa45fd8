"""Records optimizers of optax, of current PyTorch and of the authors' packages, in float64: optax-and-torch.json.

  python -m venv venv && venv/bin/pip install "jax[cpu]" optax torch schedulefree prodigyopt
  venv/bin/python tooling/reference/optim/record.py

Problems are those of trajectories.json. params[k] is after k steps.
"""
import json, math, os
from importlib.metadata import version
os.environ["JAX_PLATFORMS"] = "cpu"
import jax
jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import numpy as np
import optax, optax.contrib
import torch
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

here = os.path.dirname(os.path.abspath(__file__))
given = json.load(open(os.path.join(here, "trajectories.json")))["meta"]["problems"]
steps = 50

def data(problem, name):
    return np.array(given[problem]["data"][name])

hilbert = np.array([[1 / (i + j + 1) for j in range(4)] for i in range(4)])

def losses(lib, where):
    """The problems in one library's functions."""
    H, X, Y, A, B = map(where, (hilbert, data("logreg", "LX"), data("logreg", "LY"), data("matls", "MA"), data("matls", "MB")))
    def logreg(p):
        z = X @ p[0] + p[1]
        return (lib.maximum(z, 0 * z) + lib.log1p(lib.exp(-abs(z))) - z * Y).mean()
    return {
        "quad1": lambda p: (p[0] * p[0] - 6 * p[0] + 5).sum(),
        "rosenbrock": lambda p: (1 - p[0][0]) ** 2 + 100 * (p[0][1] - p[0][0] ** 2) ** 2,
        "hilbert4": lambda p: 0.5 * (p[0] * (H @ p[0])).sum() - p[0].sum(),
        "logreg": logreg,
        "matls": lambda p: ((A @ p[0] - B) ** 2).mean(),
    }

def flat(params):
    return [float(x) for p in params for x in np.asarray(p).ravel()]

def with_optax(make, problem, evaluate=None):
    loss = losses(jnp, jnp.asarray)[problem]
    params = [jnp.asarray(p, dtype=jnp.float64) for p in given[problem]["init"]]
    optimizer = make()
    state = optimizer.init(params)
    slope = jax.grad(loss)
    path = [flat(params)]
    for _ in range(steps):
        updates, state = optimizer.update(slope(params), state, params)
        params = optax.apply_updates(params, updates)
        path.append(flat(params))
    return path, None if evaluate is None else flat(evaluate(state, params))

def with_torch(make, problem):
    loss = losses(torch, torch.tensor)[problem]
    params = [torch.tensor(p, dtype=torch.float64, requires_grad=True) for p in given[problem]["init"]]
    optimizer = make(params)
    path = [flat([p.detach() for p in params])]
    if hasattr(optimizer, "train"):
        optimizer.train()
    for _ in range(steps):
        optimizer.zero_grad()
        loss(params).backward()
        optimizer.step()
        path.append(flat([p.detach() for p in params]))
    if not hasattr(optimizer, "eval"):
        return path, None
    optimizer.eval()
    return path, flat([p.detach() for p in params])

def clean(x):
    return x if math.isfinite(x) else str(x).replace("inf", "Infinity").replace("nan", "NaN")

runs = []
def record(name, library, options, run, problems=tuple(given)):
    for problem in problems:
        path, final = run(problem)
        kept = list(range(11)) + list(range(15, steps + 1, 5))
        entry = {"optimizer": name, "library": library, "options": options, "problem": problem, "steps": kept,
                 "params": [[clean(x) for x in path[k]] for k in kept]}
        if final is not None:
            entry["evalParamsFinal"] = final
        runs.append(entry)

def optax_run(name, make, options, problems=tuple(given)):
    record(name, "optax", options, lambda problem: with_optax(make, problem), problems)

optax_run("Lion", lambda: optax.lion(0.05, b1=0.9, b2=0.99, weight_decay=0.1), {"lr": 0.05, "b1": 0.9, "b2": 0.99, "wd": 0.1})
optax_run("AdaBelief", lambda: optax.adabelief(0.03), {"lr": 0.03})
optax_run("AdaBelief", lambda: optax.adabelief(0.03, b1=0.8, b2=0.95, eps=1e-8, eps_root=1e-10), {"lr": 0.03, "b1": 0.8, "b2": 0.95, "eps": 1e-8, "epsRoot": 1e-10})
optax_run("Yogi", lambda: optax.yogi(0.05), {"lr": 0.05})
optax_run("LAMB", lambda: optax.lamb(0.02), {"lr": 0.02})
optax_run("LAMB", lambda: optax.lamb(0.02, weight_decay=0.1), {"lr": 0.02, "wd": 0.1})
optax_run("Adan", lambda: optax.adan(0.03, eps_root=0.0), {"lr": 0.03})
optax_run("Adan", lambda: optax.adan(0.03, b1=0.9, b2=0.8, b3=0.95, weight_decay=0.05), {"lr": 0.03, "b1": 0.9, "b2": 0.8, "b3": 0.95, "epsRoot": 1e-8, "wd": 0.05})
optax_run("NovoGrad", lambda: optax.novograd(0.02), {"lr": 0.02})
optax_run("NovoGrad", lambda: optax.novograd(0.02, b1=0.95, b2=0.5, weight_decay=0.01), {"lr": 0.02, "b1": 0.95, "b2": 0.5, "wd": 0.01})
optax_run("Prodigy", lambda: optax.contrib.prodigy(), {})
optax_run("Prodigy", lambda: optax.contrib.prodigy(0.5, betas=(0.8, 0.99), estim_lr0=1e-3, weight_decay=0.01),
          {"lr": 0.5, "betas": [0.8, 0.99], "initialDistance": 1e-3, "wd": 0.01})

import schedulefree
record("ScheduleFree", "schedulefree", {"kind": "adamw", "lr": 0.02, "b1": 0.9, "b2": 0.999, "wd": 0.1, "warmup": 10},
       lambda problem: with_torch(lambda p: schedulefree.AdamWScheduleFree(p, lr=0.02, weight_decay=0.1, warmup_steps=10, foreach=False), problem))
record("ScheduleFree", "schedulefree", {"kind": "sgd", "lr": 0.001, "b1": 0.8, "wd": 0.1, "warmup": 5},
       lambda problem: with_torch(lambda p: schedulefree.SGDScheduleFree(p, lr=0.001, momentum=0.8, weight_decay=0.1, warmup_steps=5, foreach=False), problem))
import prodigyopt
record("Prodigy", "prodigyopt", {},
       lambda problem: with_torch(lambda p: prodigyopt.Prodigy(p, use_bias_correction=True), problem))

# torch.optim.Muon works in bfloat16: its polynomial is replaced by the same in float64.
import torch.optim._muon as module
def orthogonal(grad, coefficients, count, eps):
    a, b, c = coefficients
    x = grad.T if grad.size(0) > grad.size(1) else grad.clone()
    x = x / x.norm().clamp(min=eps)
    for _ in range(count):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.T if grad.size(0) > grad.size(1) else x
module._zeropower_via_newtonschulz = orthogonal
record("Muon", "torch, its polynomial in float64", {"lr": 0.02},
       lambda problem: with_torch(lambda p: torch.optim.Muon(p, lr=0.02), problem), ("matls",))
record("Muon", "torch, its polynomial in float64", {"lr": 0.05, "momentum": 0.8, "nesterov": False, "wd": 0.0},
       lambda problem: with_torch(lambda p: torch.optim.Muon(p, lr=0.05, momentum=0.8, nesterov=False, weight_decay=0.0), problem), ("matls",))

O = torch.optim
for name, cls, options in [
    ("SGD", O.SGD, {"lr": 0.002, "momentum": 0.8, "dampening": 0.3, "weight_decay": 0.05}),
    ("Adam", O.Adam, {"lr": 0.03, "betas": (0.85, 0.95), "amsgrad": True}),
    ("AdamW", O.AdamW, {"lr": 0.03, "weight_decay": 0.2}),
    ("Adamax", O.Adamax, {"lr": 0.03, "weight_decay": 0.1}),
    ("NAdam", O.NAdam, {"lr": 0.03}),
    ("RAdam", O.RAdam, {"lr": 0.003, "weight_decay": 0.1}),
    ("Adagrad", O.Adagrad, {"lr": 0.2, "lr_decay": 0.1, "initial_accumulator_value": 0.5}),
    ("Adadelta", O.Adadelta, {"lr": 0.7, "rho": 0.8}),
    ("RMSprop", O.RMSprop, {"lr": 0.01, "alpha": 0.95, "momentum": 0.3, "centered": True}),
    ("Rprop", O.Rprop, {"lr": 0.05, "etas": (0.4, 1.3)}),
    ("ASGD", O.ASGD, {"lr": 0.002, "lambd": 0.01, "alpha": 0.6, "t0": 20}),
]:
    ours = dict(options, momentumCorrection="paper") if name == "NAdam" else options
    record(name, "torch", ours, lambda problem, cls=cls, options=options: with_torch(lambda p: cls(p, foreach=False, **options), problem))

names = ("optax", "jax", "torch", "schedulefree", "prodigyopt")
with open(os.path.join(here, "optax-and-torch.json"), "w") as out:
    json.dump({"meta": {"source": ", ".join(f"{n} {version(n)}" for n in names) + ", CPU, float64", "script": "record.py"}, "trajectories": runs}, out, separators=(",", ":"))
    out.write("\n")
print(len(runs), "runs")
