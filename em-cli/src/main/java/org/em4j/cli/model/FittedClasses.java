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
import org.em4j.core.mixture.GatedMixture;
import org.em4j.core.mixture.GatedParameters;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.gate.MultinomialLogit;
import org.em4j.core.mixture.gate.StandardColumns;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.Sampler;
import org.em4j.core.product.Product;
import org.em4j.factor.report.LinearScores;
import org.em4j.gallery.mixed.Column;
import org.em4j.gallery.mixed.LatentClasses;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.io.Table;
import org.em4j.json.ModelFile;
import org.em4j.json.ModelType;
import org.em4j.json.StoredModel;

/**
 * Latent classes from a file.
 *
 * @param file where they are from
 * @param classes what they are
 * @param theta their parameters
 */
public record FittedClasses(ModelFile file, LatentClasses classes, GatedParameters<double[], Product.Theta> theta)
        implements FittedModel {
    /** The classes in a file; refuses other models. */
    public static FittedClasses of(ModelFile file) {
        StoredModel<?, ?, ?, ?> stored = StoredModel.of(file);
        if (stored.model() instanceof Mixture<?, ?, ?, ?> mixture) {
            MixedColumns columns = LatentFile.columns(file, mixture.component());
            return new FittedClasses(
                    file, new LatentClasses(columns, mixture.size(), StandardColumns.NONE), LatentFile.shares(stored));
        }
        if (stored.model() instanceof GatedMixture<?, ?, ?, ?, ?, ?> mixture
                && mixture.gate() instanceof MultinomialLogit<?> logit
                && logit.covariates() instanceof StandardColumns covariates) {
            MixedColumns columns = LatentFile.columns(file, mixture.component());
            return new FittedClasses(
                    file, new LatentClasses(columns, mixture.size(), covariates), LatentFile.gated(stored));
        }
        throw file.wrong("is a " + file.type() + ", and a " + ModelType.MIXTURE + " is needed");
    }

    private MixedColumns mixed() {
        return classes.columns();
    }

    private int size() {
        return classes.size();
    }

    /** The classes that a fit of these columns starts from; refuses those of other columns, and another number of classes if one is asked for. */
    public LatentClasses starting(MixedColumns others, List<Integer> covariates, Optional<Integer> asked) {
        LatentFile.require(file, mixed(), others, "classes", size(), asked);
        List<Integer> own = classes.covariates().columns().stream()
                .map(StandardColumns.Column::place)
                .toList();
        if (classes.areGated() && !own.equals(covariates)) {
            throw file.wrong("starts classes whose shares depend on other covariates");
        }
        return classes;
    }

    @Override
    public int columns() {
        return mixed().columns().size();
    }

    @Override
    public Map<String, List<String>> categories() {
        return LatentFile.categories(mixed());
    }

    @Override
    public String predict(Table table, Optional<LinearScores.Method> method) {
        RunOptions.require(method.isEmpty(), "--scores are of factor models, and these are classes; leave it out");
        double[][] responsibilities = classes.model().responsibilities(theta, complete(table.rows()));
        return Assignments.csv("class", "r", Arrays.asList(responsibilities));
    }

    /** The rows, if none lacks a covariate. */
    private Rows complete(Rows rows) {
        for (int j = 0; j < columns(); j++) {
            Column column = mixed().columns().get(j);
            if (column.kind() == Column.Kind.COVARIATE) {
                column.requireAll(rows, j);
            }
        }
        return rows;
    }

    @Override
    public double[] score(Table table) {
        return LogEvidence.of(classes.model(), theta, complete(table.rows()));
    }

    @Override
    public double[][] impute(Rows rows) {
        double[][] responsibilities = classes.model().responsibilities(theta, complete(rows));
        double[][] filled = rows.toArray();
        for (int i = 0; i < filled.length; i++) {
            for (int part = 0; part < mixed().modelled().size(); part++) {
                Column column = mixed().modelled().get(part);
                int j = mixed().columns().indexOf(column);
                if (Double.isNaN(filled[i][j])) {
                    filled[i][j] = expected(column, part, rows.get(i), responsibilities[i]);
                }
            }
        }
        return filled;
    }

    /** The most probable category, the expected count or the expected measurement, of a row of these responsibilities. */
    private double expected(Column column, int part, double[] row, double... responsibilities) {
        double[] mean = new double[Math.max(1, column.categories().size())];
        for (int k = 0; k < size(); k++) {
            double[] values = column.values(theta.components().get(k).parts().get(part));
            for (int c = 0; c < mean.length; c++) {
                mean[c] += responsibilities[k] * values[c];
            }
            for (int l = 0; l < column.on().size(); l++) {
                mean[0] += responsibilities[k] * values[l + 1] * row[mixed().places(column)[l]];
            }
        }
        return column.kind() == Column.Kind.CATEGORICAL
                ? IntStream.range(0, mean.length).reduce(0, (best, c) -> mean[c] > mean[best] ? c : best)
                : mean[0];
    }

    @Override
    public double[][] impute(Rows rows, RandomGenerator random) {
        Imputer<double[]> imputer = classes.model()
                .imputer(theta)
                .orElseThrow(() -> new OptionException("these classes cannot draw what is missing"));
        return Imputer.complete(imputer, rows, random);
    }

    @Override
    public double[][] sample(int n, RandomGenerator random) {
        Sampler<double[]> sampler = classes.model()
                .sampler(theta)
                .orElseThrow(() -> new InvalidDataException("these classes cannot be drawn from"));
        return Stream.generate(() -> sampler.sample(random)).limit(n).toArray(double[][]::new);
    }
}
