package org.em4j.core.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.Randomness;
import org.em4j.core.model.Chart;
import org.em4j.core.model.DegenerateException;

/** What an M-step climbs, {@code Q + logPrior} with the statistics held, in the coordinates of the chart around a point. */
final class Neighbourhood<P> {
    /** Of more coordinates than this, an even sample is looked at, and some directions that have parts of all. */
    private static final int MANY = 32;

    private static final int DIRECTIONS = 8;

    /** In nats: a fall along a coordinate, either way, that shows curvature and is far from the parabola's end. */
    private static final double FALL = 1e-3;

    /** A fall is at least so many times what is looked for. */
    private static final double CLEAR = 100;

    private static final double STEP = 1e-3;
    private static final double FURTHER = 64;
    private static final int ATTEMPTS = 8;
    private static final int ULPS = 4;

    private final Surrogate<P> surrogate;
    private final Chart<P> chart;
    private final double[] u;
    private final double here;

    private Neighbourhood(Surrogate<P> surrogate, Chart<P> chart, double[] u) {
        this.surrogate = surrogate;
        this.chart = chart;
        this.u = u;
        this.here = value(u);
    }

    /** The neighbourhood of theta; empty where the model has no chart. */
    static <P> Optional<Neighbourhood<P>> of(P theta, Surrogate<P> surrogate) {
        return surrogate.chart().map(chart -> new Neighbourhood<>(surrogate, chart, chart.coordinates(theta)));
    }

    /** A higher point: what the M-step has left along a coordinate, or along a mixture of them. */
    record Higher<P>(String along, P theta, double height) {}

    /**
     * The first point found that is higher than the M-step's answer, here, by so many nats.
     *
     * @param start how far it is to the fit's start tells the size of each coordinate
     */
    Optional<Higher<P>> higher(double nats, P start) {
        for (int i : some(MANY)) {
            double[] direction = new double[u.length];
            direction[i] = Math.max(1, Math.abs(u[i]));
            Optional<Higher<P>> found = higher("coordinate " + (i + 1) + " of its chart", direction, nats);
            if (found.isPresent()) {
                return found;
            }
        }
        if (u.length > MANY) {
            for (double[] direction : mixtures(chart.coordinates(start))) {
                Optional<Higher<P>> found = higher("a mixture of its coordinates", direction, nats);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private int[] some(int most) {
        int stride = 1 + (u.length - 1) / most;
        return IntStream.range(0, u.length)
                .filter(i -> i % stride == u.length % stride && Double.isFinite(u[i]))
                .toArray();
    }

    /** The way that the fit has come, with random signs. */
    private List<double[]> mixtures(double[] start) {
        RandomGenerator random = Randomness.of(u.length);
        List<double[]> mixtures = new ArrayList<>();
        for (int k = 0; k < DIRECTIONS; k++) {
            double[] direction = new double[u.length];
            Arrays.setAll(direction, i -> {
                double way = u[i] - start[i];
                return !Double.isFinite(way) ? 0 : random.nextBoolean() ? way : -way;
            });
            mixtures.add(direction);
        }
        return mixtures;
    }

    /** At the top of the parabola along a direction; the way there is made as long as it takes to see the parabola. */
    private Optional<Higher<P>> higher(String along, double[] direction, double nats) {
        double fall = Math.max(FALL, CLEAR * nats);
        double h = STEP;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double up = rise(direction, h);
            double down = rise(direction, -h);
            double fallen = -(up + down) / 2;
            if (Double.isNaN(fallen) || Double.isInfinite(fallen)) {
                h /= FURTHER; // over the edge
            } else if (Math.max(up, down) > nats) {
                return Optional.of(climbed(along, direction, up > down ? h : -h));
            } else if (fallen > FURTHER * fall) {
                h *= Math.sqrt(fall / fallen);
            } else if (fallen < fall / FURTHER) {
                h *= FURTHER;
            } else {
                double top = h * (up - down) / (4 * fallen);
                return rise(direction, top) > nats ? Optional.of(climbed(along, direction, top)) : Optional.empty();
            }
        }
        return Optional.empty(); // flat
    }

    private Higher<P> climbed(String along, double[] direction, double step) {
        double h = step;
        while (rise(direction, 2 * h) > rise(direction, h)) {
            h *= 2;
        }
        double[] v = moved(direction, h);
        return new Higher<>(along, chart.point(v), value(v));
    }

    /**
     * By how much heights differ between points that are a few roundings of a coordinate away, in nats: what rounding does
     * here, measured.
     */
    double noise() {
        double most = 0;
        for (int i : some(MANY)) {
            double[] direction = new double[u.length];
            direction[i] = Math.ulp(u[i]);
            for (int ulps = -ULPS; ulps <= ULPS; ulps++) {
                double change = Math.abs(rise(direction, ulps));
                most = change > most ? change : most; // over the edge it is NaN
            }
        }
        return most;
    }

    /** What is higher there than here; NaN over the edge of the space. */
    private double rise(double[] direction, double h) {
        return value(moved(direction, h)) - here;
    }

    private double[] moved(double[] direction, double h) {
        double[] v = u.clone();
        Arrays.setAll(v, i -> direction[i] == 0 ? u[i] : u[i] + h * direction[i]);
        return v;
    }

    private double value(double[] v) {
        try {
            P theta = chart.point(v);
            return surrogate.expectedLogJoint(theta) + surrogate.logPrior(theta);
        } catch (DegenerateException e) {
            return Double.NaN;
        }
    }
}
