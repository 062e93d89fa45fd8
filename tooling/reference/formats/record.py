"""Records files of NumPy and safetensors with the numbers in them: files.json.

  python -m venv venv && venv/bin/pip install numpy safetensors ml_dtypes
  venv/bin/python tooling/reference/formats/record.py
"""
import base64, io, json, os
import numpy as np, ml_dtypes
from safetensors.numpy import save

def text(data):
    return base64.b64encode(data).decode()

def numbers(a):
    return [repr(float(x)) if not np.isfinite(float(x)) else float(x) for x in np.asarray(a, dtype=np.float64).ravel()]

def npy(a):
    out = io.BytesIO(); np.save(out, a); return out.getvalue()

base = np.arange(6).reshape(2, 3)
arrays = {t: (base % 2 == 0 if t == "?" else (base - (0 if t[1] == "u" else 2)).astype(t))
          for t in ["?", "|u1", "|i1", "<u2", ">u2", "<i2", ">i2", "<u4", ">u4", "<i4", ">i4", "<u8", "<i8", ">i8", "<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]}
arrays["fortran"] = np.asfortranarray(base * 1.5)
arrays["scalar"] = np.array(2.5)
arrays["empty"] = np.zeros((0, 3))
arrays["special"] = np.array([np.nan, np.inf, -np.inf, 65504, 6e-8, -0.0], dtype=np.float16)
files = {"npy": {k: {"bytes": text(npy(v)), "shape": list(v.shape), "numbers": numbers(v)} for k, v in arrays.items()}}
named = {"x": base.astype(np.float32), "y": np.array([1.5, -2])}
for kind, f in (("npz", np.savez), ("npzCompressed", np.savez_compressed)):
    out = io.BytesIO(); f(out, **named); files[kind] = text(out.getvalue())
tensors = {"layers.0.weight": base.astype(np.float32), "bias": np.array([0.5, -1]), "steps": np.array([3], dtype=np.int64), "half": np.array([1.5, np.inf], dtype=np.float16),
           "brain": np.array([1.5, -3e38], dtype=ml_dtypes.bfloat16), "mask": np.array([True, False]), "none": np.zeros((2, 0), dtype=np.float32)}
files["safetensors"] = {"bytes": text(save(tensors, {"format": "np"})), "tensors": {k: {"shape": list(v.shape), "numbers": numbers(v.astype(np.float64))} for k, v in tensors.items()}}
json.dump(files, open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "files.json"), "w"), separators=(",", ":"))
