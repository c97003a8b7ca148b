package org.em4j.core.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;

/** Components that share nothing: each has an M-step of its own. */
record Untied<P, S extends org.em4j.core.model.Statistics<S>>(LatentModel<?, P, ?, S> component)
        implements Tying<P, S> {
    @Override
    public List<P> maximize(List<S> statistics, List<P> current) {
        List<P> next = new ArrayList<>();
        for (int k = 0; k < current.size(); k++) {
            int at = k;
            next.add(Mixture.inComponent(k, () -> component.maximize(statistics.get(at), current.get(at))));
        }
        return next;
    }

    @Override
    public Optional<Chart<List<P>>> chart(List<P> components) {
        return Mixture.all(components.stream().map(component::chart).toList())
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
