package org.em4j.laws.density;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.em4j.core.data.Labelled;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Same;
import org.em4j.laws.check.Trial;

/** Labels are not part of a mixture. */
public final class ComponentsHaveNoNames implements Law {
    @Override
    public String statement() {
        return "components in another order bring back the same";
    }

    @Override
    public String needs() {
        return "the components of a mixture";
    }

    @Override
    public boolean appliesTo(ModelCase<?, ?, ?, ?> example) {
        return example.theta() instanceof MixtureParameters<?>
                && example.data().stream().noneMatch(x -> x instanceof Labelled<?> labelled && labelled.isKnown());
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        if (c.theta() instanceof MixtureParameters<?> theta) {
            @SuppressWarnings("unchecked") // the same components in another order
            P other = (P) backwards(theta);
            Same.of(trial, c.at(other), c, 1);
        }
    }

    private static <C> MixtureParameters<C> backwards(MixtureParameters<C> theta) {
        List<C> components = new ArrayList<>(theta.components());
        Collections.reverse(components);
        double[] weights = theta.weights().clone();
        Arrays.setAll(weights, k -> theta.weights()[weights.length - 1 - k]);
        return new MixtureParameters<>(weights, components);
    }
}
