package org.em4j.cli.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.terminal.OptionException;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.Sampler;
import org.em4j.core.product.Product;
import org.em4j.factor.report.LinearScores;
import org.em4j.gallery.mixed.Column;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.io.Table;
import org.em4j.json.ModelFile;
import org.em4j.json.ModelType;
import org.em4j.json.StoredModel;

/**
 * Latent classes from a file.
 *
 * @param file where they are from
 * @param mixed their columns
 * @param theta their parameters
 */
public record FittedClasses(ModelFile file, MixedColumns mixed, MixtureParameters<Product.Theta> theta)
        implements FittedModel {
    /** The classes in a file; refuses other models. */
    public static FittedClasses of(ModelFile file) {
        StoredModel<?, ?, ?, ?> stored = StoredModel.of(file);
        return new FittedClasses(file, LatentFile.columns(file, ModelType.MIXTURE, stored), LatentFile.classes(stored));
    }

    /** Number of classes. */
    public int size() {
        return theta.components().size();
    }

    /** Refuses to start a fit of other columns, or of another number of classes if that is asked for. */
    public void require(MixedColumns others, Optional<Integer> classes) {
        LatentFile.require(file, mixed, others, "classes", size(), classes);
    }

    @Override
    public int columns() {
        return mixed.columns().size();
    }

    @Override
    public Map<String, List<String>> categories() {
        return LatentFile.categories(mixed);
    }

    @Override
    public String predict(Table table, Optional<LinearScores.Method> method) {
        RunOptions.require(method.isEmpty(), "--scores are of factor models, and these are classes; leave it out");
        double[][] responsibilities = mixed.classes(size()).responsibilities(theta, table.rows());
        return Assignments.csv("class", "r", Arrays.asList(responsibilities));
    }

    @Override
    public double[] score(Table table) {
        return LogEvidence.of(mixed.classes(size()), theta, table.rows());
    }

    @Override
    public double[][] impute(Rows rows) {
        double[][] responsibilities = mixed.classes(size()).responsibilities(theta, rows);
        double[][] filled = rows.toArray();
        for (int i = 0; i < filled.length; i++) {
            double[] r = responsibilities[i];
            for (int j = 0; j < filled[i].length; j++) {
                filled[i][j] = Double.isNaN(filled[i][j]) ? expected(j, r) : filled[i][j];
            }
        }
        return filled;
    }

    /** The most probable category, the expected count or the expected measurement, of a row of these responsibilities. */
    private double expected(int j, double... responsibilities) {
        Column column = mixed.columns().get(j);
        double[] mean = new double[Math.max(1, column.categories().size())];
        for (int k = 0; k < size(); k++) {
            double[] values = column.values(theta.components().get(k).parts().get(j));
            for (int c = 0; c < mean.length; c++) {
                mean[c] += responsibilities[k] * values[c];
            }
        }
        return column.kind() == Column.Kind.CATEGORICAL
                ? IntStream.range(0, mean.length).reduce(0, (best, c) -> mean[c] > mean[best] ? c : best)
                : mean[0];
    }

    @Override
    public double[][] impute(Rows rows, RandomGenerator random) {
        Imputer<double[]> imputer = mixed.classes(size())
                .imputer(theta)
                .orElseThrow(() -> new OptionException("these classes cannot draw what is missing"));
        return Imputer.complete(imputer, rows, random);
    }

    @Override
    public double[][] sample(int n, RandomGenerator random) {
        Sampler<double[]> sampler = mixed.classes(size())
                .sampler(theta)
                .orElseThrow(() -> new InvalidDataException("these classes cannot be drawn from"));
        return Stream.generate(() -> sampler.sample(random)).limit(n).toArray(double[][]::new);
    }
}
