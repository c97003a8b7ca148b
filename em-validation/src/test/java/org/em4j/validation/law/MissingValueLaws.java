package org.em4j.validation.law;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.model.Sums;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Trial;
import org.em4j.laws.jqwik.EmLaws;

/** Gaussian mixtures of every covariance family on rows with missing values, down to rows with nothing else. */
public class MissingValueLaws extends EmLaws {
    private static final double MISSING = 0.3;

    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        return example(size, CovarianceFamily.FULL);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void everyLawHoldsForEveryFamily(
            @ForAll("laws") Law law, @ForAll("sizes") Size size, @ForAll("families") CovarianceFamily<?, ?> family) {
        Trial.of(law, example(size, family));
    }

    @Provide
    Arbitrary<CovarianceFamily<?, ?>> families() {
        return Arbitraries.of(CovarianceFamily.all());
    }

    public static <P extends MultivariateNormal, S extends GaussianStatistics<S>>
            ModelCase<
                            double[],
                            MixtureParameters<P>,
                            ComponentPosterior<MissingValuePosterior>,
                            MixtureStatistics<Sums, S>>
                    example(Size size, CovarianceFamily<P, S> family) {
        var complete = GaussianMixtureLaws.example(size, family);
        RandomGenerator random = size.random();
        List<double[]> rows =
                complete.data().stream().map(x -> knockedOut(x, random)).toList();
        // in other units the density changes by the volume of the observed columns, and Q by that of all
        return complete.on(rows, complete.weights())
                .withSymmetries(Stream.of(Affine.shift(size.d()), Affine.backwards(size.d()))
                        .map(change -> GaussianMixtureLaws.symmetry(change, family))
                        .toList());
    }

    static double[] knockedOut(double[] x, RandomGenerator random) {
        double[] y = x.clone();
        Arrays.setAll(y, j -> random.nextDouble() < MISSING ? Double.NaN : y[j]);
        return y;
    }
}
