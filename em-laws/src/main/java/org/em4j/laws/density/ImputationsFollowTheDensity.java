package org.em4j.laws.density;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.em4j.core.Randomness;
import org.em4j.core.estep.Exactness;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Trial;

/**
 * Draws of a model that lose some values, and get others in their place, are draws of the model still: the values have
 * the right distribution given the rest. The gaps are those of the case's own rows. One draw in two is of a row with
 * several, if there is one: such rows alone tell whether what is missing is drawn together.
 *
 * <p>Level and power are those of {@link SamplesFollowTheDensity}. Two values that are drawn independently of each other are
 * seen from a correlation, given the rest, of about 0.3 on.
 */
public final class ImputationsFollowTheDensity implements Law {
    @Override
    public String statement() {
        return "draws of a model at theta whose missing values are imputed at theta follow its density";
    }

    @Override
    public String needs() {
        return "rows with gaps, a sampler, an imputer and a chart";
    }

    @Override
    public boolean appliesTo(ModelCase<?, ?, ?, ?> example) {
        return example.data().stream().anyMatch(ImputationsFollowTheDensity::hasGaps)
                && example.isGenerative()
                && example.isImputing()
                && ScoreTest.appliesTo(example);
    }

    private static boolean hasGaps(Object x) {
        return x instanceof double[] row && Arrays.stream(row).anyMatch(Double::isNaN);
    }

    @Override
    public Exactness.Kind holdsOf() {
        return Exactness.Kind.EXACT;
    }

    @Override
    @SuppressWarnings("unchecked") // it applies to rows
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        rows((ModelCase<double[], P, Q, S>) c, trial);
    }

    private static <P, Q extends Posterior, S extends Statistics<S>> void rows(
            ModelCase<double[], P, Q, S> c, Trial trial) {
        LatentModel<double[], P, Q, S> model = c.model();
        Sampler<double[]> sampler = model.sampler(c.theta()).orElseThrow();
        Imputer<double[]> imputer = model.imputer(c.theta()).orElseThrow();
        RandomGenerator random = Randomness.of(c.data().size());
        List<double[]> rows = gaps(c.data(), 1);
        List<double[]> several = gaps(c.data(), 2);
        ScoreTest.check(
                c,
                i -> {
                    List<double[]> from = i % 2 == 0 || several.isEmpty() ? rows : several;
                    double[] x = sampler.inPlaceOf(from.get(i / 2 % from.size()), random);
                    return imputed(imputer, x, random, trial);
                },
                trial);
    }

    /** Rows with so many gaps at least. */
    private static List<double[]> gaps(List<double[]> rows, int least) {
        return rows.stream()
                .filter(row -> Arrays.stream(row).filter(Double::isNaN).count() >= least)
                .toList();
    }

    private static double[] imputed(Imputer<double[]> imputer, double[] x, RandomGenerator random, Trial trial) {
        double[] full = imputer.impute(x, random);
        for (int j = 0; j < x.length; j++) {
            trial.require(
                    !Double.isNaN(full[j]) && (Double.isNaN(x[j]) || full[j] == x[j]),
                    () -> "of " + Arrays.toString(x) + " it makes " + Arrays.toString(full));
        }
        return full;
    }
}
