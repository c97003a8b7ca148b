package org.em4j.core.mixture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.em4j.core.model.Chart;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Statistics;

/**
 * Components that share nothing: each has an M-step of its own.
 *
 * @param name what the components are called where an M-step fails, with their number; empty for the only one
 */
record Untied<P, S extends Statistics<S>>(LatentModel<?, P, ?, S> component, String name) implements Tying<P, S> {
    @Override
    public List<P> maximize(List<S> statistics, List<P> current) {
        List<P> next = new ArrayList<>();
        for (int k = 0; k < current.size(); k++) {
            try {
                next.add(component.maximize(statistics.get(k), current.get(k)));
            } catch (DegenerateException e) {
                throw e.within(name.isEmpty() ? "" : name + " " + (k + 1), k);
            }
        }
        return next;
    }

    @Override
    public Optional<Chart<List<P>>> chart(List<P> components) {
        return GatedMixture.all(components.stream().map(component::chart).toList())
                .map(charts -> Chart.joined(charts, components));
    }
}
