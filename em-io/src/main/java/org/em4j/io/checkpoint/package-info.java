/**
 * Checkpoints in files: {@link org.em4j.io.checkpoint.CheckpointFile} writes what fits have come to, so that the file is whole at
 * any moment, and gives it to the same program run again, if data and settings are the same.
 *
 * <p>API.
 *
 * <pre>{@code
 * Rows rows = Table.read(Path.of("data/iris.csv"), Columns.all().labels("Species")).rows();
 * Path path = Files.createTempDirectory("fits").resolve("iris.checkpoint");
 * CheckpointFile file = new CheckpointFile(path, Map.of("data", Fingerprint.of(rows).toString()));
 * Duration every = Duration.ofSeconds(60);
 * Checkpoint checkpoint = file.exists() ? file.resume(every) : file.begin(every);
 * GaussianMixtureEstimator<?, ?> estimator = new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 3);
 * System.out.println(estimator.em(new Em().checkpoint(checkpoint)).fit(rows).fit().describe());
 * checkpoint.save();
 * }</pre>
 */
@NullMarked
package org.em4j.io.checkpoint;

import org.jspecify.annotations.NullMarked;
