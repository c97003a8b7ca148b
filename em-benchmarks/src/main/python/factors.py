"""Milliseconds of a whole fit of scikit-learn's FactorAnalysis, and the log-likelihood a row that it reaches.

    factors.py DIRECTORY N D Q METHOD...
"""
import json
import sys
import time
import warnings

import numpy as np
from sklearn.decomposition import FactorAnalysis

warnings.filterwarnings("ignore")
directory, n, d, q = sys.argv[1], *map(int, sys.argv[2:5])
x = np.fromfile(f"{directory}/x").reshape(n, d)
for method in sys.argv[5:]:
    times = []
    for _ in range(2):
        start = time.perf_counter()
        model = FactorAnalysis(q, svd_method=method, random_state=0).fit(x)
        times.append(time.perf_counter() - start)
    print(json.dumps({"method": method, "ms": 1e3 * min(times), "iterations": model.n_iter_,
                      "logLikelihood": model.score(x)}), flush=True)
