"""Records what numdifftools and SciPy make of the reference functions; run by hand, its result is kept in recorded.json.

python3 -m venv VENV && VENV/bin/pip install numpy scipy numdifftools && VENV/bin/python tooling/evidence/numeric-peers/record.py
"""

import json
import math
import re
import statistics
import sys
import time
import warnings
from pathlib import Path

import numdifftools
import numpy as np
import scipy
from scipy.differentiate import derivative, hessian, jacobian

warnings.filterwarnings("ignore")
np.seterr(all="ignore")
here = Path(__file__).parent
reference = here.parent.parent / "reference" / "numeric"

names = {
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "atan": np.arctan, "asin": np.arcsin,
    "acos": np.arccos, "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh, "cbrt": np.cbrt, "log1p": np.log1p, "expm1": np.expm1,
    "asinh": np.arcsinh, "abs": np.abs, "max": np.maximum, "min": np.minimum,
    "quant": lambda v, q: np.floor(v / q + 0.5) * q, "fround": lambda v: np.asarray(v, dtype=np.float32).astype(np.float64),
}


def compiled(text, count=None):
    text = re.sub(r"(?<![\w.])(?<!e-)(\d+)(?![\w.])", r"\1.0", text.replace("^", "**"))
    if count is not None:
        text = re.sub(r"\bx(\d+)(\.0)?\b", r"x[\1]", text)
    return eval("lambda x: " + text, dict(names))


class Counted:
    """f with its evaluated points counted, NaN outside of the domain."""

    def __init__(self, case):
        self.f = compiled(case["f"])
        self.low, self.high = case.get("lo", -math.inf), case.get("hi", math.inf)
        self.count = 0

    def __call__(self, x):
        x = np.asarray(x, dtype=np.float64)
        self.count += x.size
        return np.where((x >= self.low) & (x <= self.high), self.f(x), np.nan)


def with_numdifftools(f, x, order):
    result = numdifftools.Derivative(f, n=order, full_output=True)(x)
    return float(result.estimate), float(result.error_estimate)


def with_scipy(f, x, order):
    result = derivative(f, x)
    return float(result.df), float(result.error)


def with_scipy_told(f, x, order):
    """Told what it cannot find out: the size of x as scale, the room in the domain, the side at its ends."""
    below, above = x - f.low, f.high - x
    direction = 1 if below <= 0 else -1 if above <= 0 else 0
    room = {0: min(below, above), 1: above, -1: below}[direction]
    step = 0.5 * min(1.0, abs(x) or 1.0, room)
    result = derivative(f, x, initial_step=step, step_direction=direction)
    return float(result.df), float(result.error)


tools = [
    ("numdifftools", with_numdifftools, (1, 2, 3, 4)),
    ("scipy.differentiate", with_scipy, (1,)),
    ("scipy.differentiate, told scale and domain", with_scipy_told, (1,)),
]


def digits(error):
    return min(16.0, -math.log10(error)) if error > 0 else 16.0


def score(cases, tool, order):
    total, failures, honest, counts = 0.0, 0, 0, []
    start = time.perf_counter()
    for case in cases:
        f = Counted(case)
        value, bound = tool(f, case["x"], order)
        error = abs(value - float(case["d"][order - 1]))
        relative = error / case["scale"][order - 1]
        if math.isfinite(relative):
            total += digits(relative)
        failures += not relative <= 0.5
        honest += bool(error <= bound)
        counts.append(f.count)
    return {
        "digits": round(total / len(cases), 2), "failures": failures, "honestPercent": round(100 * honest / len(cases), 1),
        "medianEvaluations": statistics.median(counts), "secondsForAll": round(time.perf_counter() - start, 3),
    }


def vector_scores(cases):
    result = {}
    gradients = {
        "numdifftools": lambda f, x: numdifftools.Gradient(f)(x),
        "scipy.differentiate": lambda f, x: jacobian(f, np.asarray(x)).df,
    }
    hessians = {
        "numdifftools": lambda f, x: numdifftools.Hessian(f)(x),
        "scipy.differentiate": lambda f, x: hessian(f, np.asarray(x)).ddf,
    }
    for name in gradients:
        first, second = [], []
        for case in cases:
            f = compiled(case["f"], case["n"])
            exact = np.array([float(v) for v in case["grad"]])
            found = np.ravel(gradients[name](f, case["x"]))
            scale = np.max(np.abs(exact)) or 1.0
            first.append(digits(float(np.max(np.abs(found - exact)) / scale)))
            if case["n"] > 30:
                continue  # minutes in numdifftools
            matrix = np.asarray(hessians[name](f, case["x"]))
            entries = [(i, j, float(v)) for i, j, v in case["hess_upper"]]
            scale = max(abs(v) for *_, v in entries) or 1.0
            worst = max(abs(matrix[i, j] - v) for i, j, v in entries)
            second.append(digits(float(worst / scale)) if math.isfinite(worst) else 0.0)
        result[name] = {"gradientDigits": round(statistics.mean(first), 2), "hessianDigits": round(statistics.mean(second), 2)}
    return result


recorded = {
    "versions": {"python": sys.version.split()[0], "numdifftools": numdifftools.__version__, "scipy": scipy.__version__, "numpy": np.__version__},
    "sets": {}, "vector": {},
}
for file in ("accuracy.jsonl", "independent.jsonl"):
    cases = [json.loads(line) for line in (reference / file).read_text().splitlines()]
    scalar = [case for case in cases if case["kind"] not in ("multi", "kink_at")]
    recorded["sets"][file] = {
        name: {str(order): score(scalar, tool, order) for order in orders} for name, tool, orders in tools
    }
    vector = [case for case in cases if case["kind"] == "multi"]
    if vector:
        recorded["vector"][file] = vector_scores(vector)
(here / "recorded.json").write_text(json.dumps(recorded, indent=2) + "\n")
print(json.dumps(recorded, indent=2))
