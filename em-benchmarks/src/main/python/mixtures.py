"""Milliseconds of one EM iteration of scikit-learn's GaussianMixture, as the difference of two fits, so that its start
is not counted; and its log-likelihood a row after FEW iterations. Prints one line of JSON for each kind of covariance.

    mixtures.py DIRECTORY N D K FAMILY...
"""
import json
import sys
import time
import warnings

import numpy as np
from sklearn.mixture import GaussianMixture

warnings.filterwarnings("ignore")
directory, n, d, k = sys.argv[1], *map(int, sys.argv[2:5])
FEW, MANY = 3, 9


def read(name):
    return np.fromfile(f"{directory}/{name}")


x, means, weights = read("x").reshape(n, d), read("means").reshape(k, d), read("weights")
ONE = {"full": np.array([np.eye(d)] * k), "tied": np.eye(d), "diag": np.ones((k, d)), "spherical": np.ones(k)}


def fit(family, iterations):
    model = GaussianMixture(k, covariance_type=family, max_iter=iterations, tol=0, reg_covar=0, init_params="random",
                            random_state=0, means_init=means, weights_init=weights, precisions_init=ONE[family])
    start = time.perf_counter()
    model.fit(x)
    return time.perf_counter() - start, model.lower_bound_


for family in sys.argv[5:]:
    few, many = [fit(family, FEW) for _ in range(2)], [fit(family, MANY) for _ in range(2)]
    best = lambda fits: min(t for t, _ in fits)
    print(json.dumps({"family": family, "ms": 1e3 * (best(many) - best(few)) / (MANY - FEW), "iterations": FEW,
                      "logLikelihood": few[0][1]}), flush=True)
