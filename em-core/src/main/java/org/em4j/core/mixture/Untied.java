package org.em4j.core.mixture;

import java.util.ArrayList;
import java.util.Arrays;
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
                .map(charts -> joined(charts, components));
    }

    private static <P> Chart<List<P>> joined(List<Chart<P>> charts, List<P> components) {
        return new Chart<>() {
            @Override
            public double[] coordinates(List<P> theta) {
                double[] u = new double[0];
                for (int k = 0; k < charts.size(); k++) {
                    double[] v = charts.get(k).coordinates(theta.get(k));
                    int at = u.length;
                    u = Arrays.copyOf(u, at + v.length);
                    System.arraycopy(v, 0, u, at, v.length);
                }
                return u;
            }

            @Override
            public List<P> point(double[] u) {
                List<P> theta = new ArrayList<>();
                int at = 0;
                for (int k = 0; k < charts.size(); k++) {
                    int width = charts.get(k).coordinates(components.get(k)).length;
                    theta.add(charts.get(k).point(Arrays.copyOfRange(u, at, at += width)));
                }
                return theta;
            }
        };
    }
}
