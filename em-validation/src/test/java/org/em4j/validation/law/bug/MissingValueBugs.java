package org.em4j.validation.law.bug;

import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.fit.Restarts;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.model.Imputing;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Moments;
import org.em4j.core.model.Posterior;
import org.em4j.gmm.CovarianceFamily;
import org.em4j.gmm.FullNormal;
import org.em4j.gmm.Gaussian;
import org.em4j.validation.law.MissingValueLaws;

/** Mistakes with rows that have gaps. */
final class MissingValueBugs {
    private MissingValueBugs() {}

    static Stream<Bug> all() {
        return Stream.of(
                in("the entropy of what is missing forgotten", model -> new Wrong<>(model) {
                    @Override
                    public Function<double[], Posterior> posterior(FullNormal theta) {
                        Function<double[], Posterior> posterior = right.posterior(theta);
                        return x -> new Certain(posterior.apply(x));
                    }

                    @Override
                    public void accumulate(double[] x, Posterior q, double weight, Moments into) {
                        right.accumulate(x, ((Certain) q).within(), weight, into);
                    }
                }),
                in("missing values drawn, and then taken for data", model -> new Wrong<>(model) {
                    private transient BiFunction<double[], RandomGenerator, double[]> imputer;

                    @Override
                    public Function<double[], Posterior> posterior(FullNormal theta) {
                        imputer = Imputing.imputer(right, theta);
                        return right.posterior(theta);
                    }

                    @Override
                    public void accumulate(double[] x, Posterior q, double weight, Moments into) {
                        into.add(imputer.apply(x, Restarts.random(1)), weight);
                    }
                }),
                in("missing values drawn whatever the others are", model -> new Wrong<>(model) {
                    @Override
                    public BiFunction<double[], RandomGenerator, double[]> imputer(FullNormal theta) {
                        BiFunction<double[], RandomGenerator, double[]> imputer = Imputing.imputer(right, theta);
                        return (x, random) -> {
                            double[] nothing = new double[x.length];
                            Arrays.fill(nothing, Double.NaN);
                            double[] drawn = imputer.apply(nothing, random);
                            Arrays.setAll(drawn, j -> Double.isNaN(x[j]) ? drawn[j] : x[j]);
                            return drawn;
                        };
                    }
                }));
    }

    private record Certain(Posterior within) implements Posterior {
        @Override
        public double logEvidence() {
            return within.logEvidence();
        }

        @Override
        public double entropy() {
            return 0;
        }
    }

    private static Bug in(String name, UnaryOperator<LatentModel<double[], FullNormal, Posterior, Moments>> wrong) {
        return new Bug(
                name,
                "Gaussian with gaps",
                size -> MissingValueLaws.example(size, CovarianceFamily.FULL)
                        .of(new Mixture<>(size.k(), wrong.apply(new Gaussian(size.d())))));
    }
}
