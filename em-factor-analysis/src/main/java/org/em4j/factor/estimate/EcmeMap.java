package org.em4j.factor.estimate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Iterate;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.MomentMap;
import org.em4j.factor.start.LeadingAxes;

/**
 * ECME for factor analysis (Liu and Rubin 1994, 1998): the M-step's uniquenesses, and then, in place of its loadings,
 * those of greatest likelihood among all {@code ΛC}, C {@code (q x q)}. That is one step of subspace iteration towards the
 * leading axes of the columns in units of their noise; the likelihood never falls.
 *
 * @param map EM on the sample moments
 */
record EcmeMap(MomentMap map) implements EmProblem<FactorParameters> {
    @Override
    public Iterate<FactorParameters> apply(FactorParameters theta) {
        return map.apply(expanded(theta));
    }

    @Override
    public Optional<Serializable> identity() {
        return map.identity().map(model -> new Serializable[] {"ECME", model});
    }

    @Override
    public Optional<Iterate<FactorParameters>> fromData(FactorParameters theta) {
        return map.fromData(theta);
    }

    private FactorParameters expanded(FactorParameters theta) {
        int d = theta.columns();
        int q = theta.factors();
        double n = map.data().weight();
        double[] roots = new double[d];
        Arrays.setAll(roots, j -> Math.sqrt(theta.uniqueness(j)));
        double[] rows = new double[q * d];
        Arrays.setAll(rows, i -> theta.loading(i % d, i / d) / roots[i % d]);
        UnaryOperator<double[]> scaled = v -> {
            double[] inUnits = new double[v.length];
            Arrays.setAll(inUnits, i -> v[i] / roots[i % d]);
            double[] images = map.product(inUnits);
            Arrays.setAll(images, i -> images[i] / roots[i % d] / n);
            return images;
        };
        LeadingAxes axes = LeadingAxes.within(rows, q, scaled);
        double[] loadings = new double[d * q];
        for (int a = 0; a < q; a++) {
            double length = Math.sqrt(Math.max(axes.values()[a] - 1, 0));
            if (!(length > 0)) {
                return theta; // a factor that explains nothing: EM's own step keeps its direction
            }
            for (int j = 0; j < d; j++) {
                loadings[j * q + a] = roots[j] * length * axes.axes()[a * d + j];
            }
        }
        return new FactorParameters(theta.centre(), loadings, theta.uniquenesses());
    }
}
