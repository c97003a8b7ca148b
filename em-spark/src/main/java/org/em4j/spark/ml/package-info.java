/**
 * Estimators for pipelines of Spark ML: {@link org.em4j.spark.ml.GaussianMixtureEM} and {@link org.em4j.spark.ml.FactorAnalysisEM},
 * whose models add columns to a table, and {@link org.em4j.spark.ml.MeanLogDensity}, by which a CrossValidator or a
 * TrainValidationSplit compares them.
 *
 * <pre>
 * VectorAssembler features = new VectorAssembler().setInputCols(new String[] {"bytes", "packets"}).setOutputCol("features");
 * GaussianMixtureEM mixture = new GaussianMixtureEM();
 * mixture.set("k", 3);
 * PipelineModel model = new Pipeline().setStages(new PipelineStage[] {features, mixture}).fit(table);
 * model.transform(table).select("prediction", "probability").show();
 * </pre>
 */
@NullMarked
package org.em4j.spark.ml;

import org.jspecify.annotations.NullMarked;
