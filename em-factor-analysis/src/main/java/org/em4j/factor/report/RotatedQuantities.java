package org.em4j.factor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.inference.Quantities;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.rotate.RotatedLoadings;

/**
 * What is reported of rotated factors, as a function of the parameters, however these are rotated: all is rotated to the
 * minimum of the criterion that is next to a solution's.
 *
 * @param solution that one
 * @param columns names of the d columns
 */
record RotatedQuantities(RotatedLoadings solution, List<String> columns) {
    /** Loadings, correlations of the factors, and uniquenesses from quantities that hold loadings and these. */
    Quantities<FactorParameters> addedTo(Quantities<FactorParameters> plain) {
        int d = columns.size();
        int loadings = d * solution.factors();
        List<String> names = Stream.of(
                        plain.names().subList(0, loadings).stream(),
                        plain.names().subList(0, loadings).stream().map(name -> "standardised " + name),
                        correlations().stream(),
                        plain.names().subList(loadings, loadings + d).stream())
                .flatMap(each -> each)
                .toList();
        return new Quantities<>(
                names,
                theta -> DoubleStream.concat(
                                values(theta),
                                DoubleStream.of(plain.values().apply(theta)).skip(loadings))
                        .toArray());
    }

    private List<String> correlations() {
        List<String> names = new ArrayList<>();
        for (int a = 1; solution.rotation().oblique() && a <= solution.factors(); a++) {
            for (int b = a + 1; b <= solution.factors(); b++) {
                names.add("correlation of factors " + a + " and " + b);
            }
        }
        return names;
    }

    private DoubleStream values(FactorParameters theta) {
        RotatedLoadings near = solution.rotation().near(FactorSolution.standardised(theta), solution);
        double[] sd = FactorSolution.deviations(theta);
        double[][] pattern = near.loadings();
        int q = near.factors();
        DoubleStream standardised = Stream.of(pattern).flatMapToDouble(DoubleStream::of);
        DoubleStream inUnits = IntStream.range(0, pattern.length)
                .boxed()
                .flatMapToDouble(j -> DoubleStream.of(pattern[j]).map(l -> sd[j] * l));
        DoubleStream correlations = IntStream.range(0, solution.rotation().oblique() ? q : 0)
                .boxed()
                .flatMapToDouble(a -> IntStream.range(a + 1, q).mapToDouble(b -> near.correlations()[a][b]));
        return DoubleStream.concat(DoubleStream.concat(inUnits, standardised), correlations);
    }
}
