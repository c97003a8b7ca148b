"""Prints the BLAS kernel that runs here, and the Gflop/s of a matrix product in it on two threads: to choose by."""
import time

import numpy as np
import threadpoolctl

a = np.random.default_rng(0).normal(size=(1500, 1500))
a @ a
best = 1e9
for _ in range(5):
    start = time.perf_counter()
    a @ a
    best = min(best, time.perf_counter() - start)
blas = [p for p in threadpoolctl.threadpool_info() if p["user_api"] == "blas"][0]
print(blas.get("architecture", blas["internal_api"]), blas["version"], 2 * 1500**3 / best / 1e9)
