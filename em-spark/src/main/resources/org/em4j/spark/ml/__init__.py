"""The estimators of em4j for PySpark's pipelines.

The package is called as the Java package is, and its classes and their parameters as those there: PySpark finds the one by the
name of the other, also in pipelines that were saved.
"""

from pyspark.ml.evaluation import JavaEvaluator
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.util import JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel

__all__ = [
    "FactorAnalysisEM",
    "FactorAnalysisEMModel",
    "GaussianMixtureEM",
    "GaussianMixtureEMModel",
    "MeanLogDensity",
]


def _param(name, words, convert=TypeConverters.toString):
    return Param(Params._dummy(), name, words, typeConverter=convert)


class _Wrapped(JavaMLReadable, JavaMLWritable):
    """Made of parameters by name; others are Java's defaults."""

    def __init__(self, **params):
        super().__init__()
        java = type(self).__module__ + "." + type(self).__name__
        self._java_obj = self._new_java_obj(java, self.uid)
        self._transfer_params_from_java()
        self._set(**params)


class _EmEstimator(_Wrapped, JavaEstimator):
    featuresCol = _param("featuresCol", "column of vectors")
    weightCol = _param("weightCol", "column of weights, empty for none")
    logDensityCol = _param("logDensityCol", "column to add, of log densities in nats")
    missing = _param("missing", "what NaN is: refused as a mistake, or latent, a value not observed")
    seed = _param("seed", "of all that is drawn", TypeConverters.toInt)
    maxIter = _param("maxIter", "most iterations", TypeConverters.toInt)
    tol = _param("tol", "standard errors to the maximum that may be left", TypeConverters.toFloat)


class _EmModel(JavaModel, JavaMLReadable, JavaMLWritable):
    def describe(self):
        """How the fit ended, in a sentence; None of a model that was loaded."""
        fit = self._java_obj.fit()
        return fit.get().describe() if fit.isPresent() else None


class GaussianMixtureEM(_EmEstimator):
    """Fits Gaussian mixtures: GaussianMixtureEM(k=3, covariance="VVV").fit(table)."""

    k = _param("k", "number of components", TypeConverters.toInt)
    covariance = _param("covariance", "family of the covariances: full, tied, diag, spherical, EII..VVV")
    predictionCol = _param("predictionCol", "column to add, of the most probable component")
    probabilityCol = _param("probabilityCol", "column to add, of vectors of responsibilities")

    def _create_model(self, java_model):
        return GaussianMixtureEMModel(java_model)


class GaussianMixtureEMModel(_EmModel):
    """A Gaussian mixture: it adds the most probable component of each row, responsibilities and the log density."""


class FactorAnalysisEM(_EmEstimator):
    """Fits factor analyses: FactorAnalysisEM(k=2).fit(table)."""

    k = _param("k", "number of factors", TypeConverters.toInt)
    outputCol = _param("outputCol", "column to add, of vectors of factor scores")

    def _create_model(self, java_model):
        return FactorAnalysisEMModel(java_model)


class FactorAnalysisEMModel(_EmModel):
    """A factor analysis: it adds the scores of each row, and the log density."""


class MeanLogDensity(_Wrapped, JavaEvaluator):
    """The mean log density of rows, by which a CrossValidator chooses."""

    logDensityCol = _param("logDensityCol", "column of log densities in nats")
    weightCol = _param("weightCol", "column of weights, empty for none")
