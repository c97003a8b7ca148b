package org.em4j.validation.law.bug;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.em4j.core.Randomness;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.Moments;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.LatentModel;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.validation.law.MissingValueLaws;

/** Mistakes with rows that have gaps. */
final class MissingValueBugs {
    private MissingValueBugs() {}

    static Stream<Bug> all() {
        return Stream.of(
                in("the entropy of what is missing forgotten", model -> new Wrong<>(model) {
                    @Override
                    public Function<double[], MissingValuePosterior> posterior(FullNormal theta) {
                        Function<double[], MissingValuePosterior> posterior = right.posterior(theta);
                        return x -> certain(posterior.apply(x));
                    }
                }),
                in("missing values drawn, and then taken for data", model -> new Wrong<>(model) {
                    private transient Imputer<double[]> imputer;

                    @Override
                    public Function<double[], MissingValuePosterior> posterior(FullNormal theta) {
                        imputer = right.imputer(theta).orElseThrow();
                        return right.posterior(theta);
                    }

                    @Override
                    public void accumulate(double[] x, MissingValuePosterior q, double weight, Moments into) {
                        into.add(imputer.impute(x, Randomness.of(1)), weight);
                    }
                }),
                in("missing values drawn whatever the others are", model -> new Wrong<>(model) {
                    @Override
                    public Optional<Imputer<double[]>> imputer(FullNormal theta) {
                        Imputer<double[]> imputer = right.imputer(theta).orElseThrow();
                        return Optional.of((x, random) -> {
                            double[] nothing = new double[x.length];
                            Arrays.fill(nothing, Double.NaN);
                            double[] drawn = imputer.impute(nothing, random);
                            Arrays.setAll(drawn, j -> Double.isNaN(x[j]) ? drawn[j] : x[j]);
                            return drawn;
                        });
                    }
                }),
                in("missing values of one row drawn each by itself", model -> new Wrong<>(model) {
                    @Override
                    public Optional<Imputer<double[]>> imputer(FullNormal theta) {
                        Imputer<double[]> imputer = right.imputer(theta).orElseThrow();
                        return Optional.of((x, random) -> {
                            double[] drawn = x.clone();
                            Arrays.setAll(drawn, j -> Double.isNaN(x[j]) ? imputer.impute(x, random)[j] : x[j]);
                            return drawn;
                        });
                    }
                }));
    }

    private static MissingValuePosterior certain(MissingValuePosterior q) {
        return new MissingValuePosterior(q.logEvidence(), 0, q.mean(), q.deviations(), q.missing(), q.covariance());
    }

    private static Bug in(
            String name, UnaryOperator<LatentModel<double[], FullNormal, MissingValuePosterior, Moments>> wrong) {
        return new Bug(
                name,
                "Gaussian with gaps",
                size -> MissingValueLaws.example(size, CovarianceFamily.FULL)
                        .of(new Mixture<>(size.k(), wrong.apply(new Gaussian(size.d())))));
    }
}
