"""Runs check.py of every folder named on standard input, all in one process, which spares loading torch for each; its exit code follows."""
import importlib
import os
import runpy
import sys
import traceback

sys.dont_write_bytecode = True
for folder in sys.stdin.read().split("\n"):
    for name in ("model", "parallel", "processes", "step", "train"):
        sys.modules.pop(name, None)
    importlib.invalidate_caches()
    os.chdir(folder)
    sys.argv, sys.path[0] = ["check.py"], folder
    print(f"== {folder}", flush=True)
    try:
        runpy.run_path("check.py", run_name="__main__")
        code = 0
    except SystemExit as ended:
        code = ended.code
    except Exception:
        traceback.print_exc(file=sys.stdout)
        code = 1
    print(f"== {code}", flush=True)
