package org.em4j.gallery.item;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.util.MathArrays;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.core.model.Chart;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Roundoff;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;
import org.em4j.core.model.Sums;

/**
 * Answers to items of ordered categories, by Samejima's (1969) graded response model; where an item has two answers it is the
 * two-parameter logistic model (2PL). An observation is a person's answers {@code (d)}, numbered from 0, NaN where there is none.
 * Latent: the person's ability, on a scale where it is normal with mean 0 and variance 1, at the nodes of a Gauss-Hermite
 * quadrature (Bock and Aitkin 1981). The nodes stay where they are, so that EM climbs the likelihood of the model with abilities at
 * those nodes, exactly.
 *
 * <p>Abilities may be turned round: slopes of the other sign say the same.
 *
 * <pre>{@code
 * GradedResponse model = GradedResponse.twoParameterLogistic(3, 21); // three items, of right and wrong answers
 * List<double[]> people = List.of(
 *         new double[] {1, 1, 1}, new double[] {0, 1, 1}, new double[] {0, 0, 1}, new double[] {1, 0, 0}, new double[] {0, 0, 0});
 * double[] times = {80, 30, 25, 15, 10}; // how many answer so
 * Fit<List<GradedResponse.Item>> fit = new Em().fit(model, Observations.of(people, times), model.start());
 * double score = model.posterior(fit.theta()).apply(new double[] {1, 1, 0}).mean(); // expected ability
 * }</pre>
 *
 * @param answers how many answers each item has {@code (d)}, two or more
 * @param nodes of the quadrature; 21 do for a few dozen items
 */
public record GradedResponse(List<Integer> answers, int nodes)
        implements LatentModel<double[], List<GradedResponse.Item>, GradedResponse.Ability, GradedResponse.Counts> {
    /** Keeps the rules that it has made. */
    private static final GaussIntegratorFactory QUADRATURE = new GaussIntegratorFactory();

    /** Copies the list. */
    public GradedResponse {
        answers = List.copyOf(answers);
    }

    /** Of d items with two answers each, 0 and 1. */
    public static GradedResponse twoParameterLogistic(int d, int nodes) {
        return new GradedResponse(Collections.nCopies(d, 2), nodes);
    }

    /**
     * Parameters of an item with m answers. The log odds of answer c or a higher one, c from 1, are {@code slope * ability +
     * intercepts[c - 1]}.
     *
     * @param slope the item's discrimination
     * @param intercepts {@code (m - 1)}, falling; not to be written to
     */
    public record Item(double slope, double[] intercepts) implements Serializable {
        /** Abilities {@code (m - 1)} at which answer c or a higher one is as likely as not: difficulties, where m is 2. */
        public double[] thresholds() {
            return Arrays.stream(intercepts).map(d -> -d / slope).toArray();
        }

        /** Of each answer {@code (m)}, at an ability. */
        public double[] probabilities(double ability) {
            double[] p = new double[intercepts.length + 1];
            Arrays.setAll(p, c -> Math.exp(CumulativeLogit.logProbability(this, c, ability)));
            return p;
        }
    }

    /**
     * The posterior of a person's ability.
     *
     * @param nodes abilities {@code (Q)}
     * @param probabilities of each {@code (Q)}
     */
    public record Ability(double[] nodes, double[] probabilities, double logEvidence) implements Posterior {
        /** The expected ability, given the answers: the score called EAP. */
        public double mean() {
            return MathArrays.linearCombination(probabilities, nodes);
        }

        @Override
        public double entropy() {
            return -Arrays.stream(probabilities).map(p -> Sums.xlogy(p, p)).sum();
        }
    }

    /** Expected numbers of people at each node, and of those of them who give each answer to each item. */
    public record Counts(Sums people, List<List<Sums>> answers) implements Statistics<Counts> {
        @Override
        public Counts addScaled(double scale, Counts other) {
            people.addScaled(scale, other.people);
            for (int j = 0; j < answers.size(); j++) {
                for (int c = 0; c < answers.get(j).size(); c++) {
                    answers.get(j).get(c).addScaled(scale, other.answers.get(j).get(c));
                }
            }
            return this;
        }
    }

    private double[] each(IntToDoubleFunction ofNode) {
        return IntStream.range(0, nodes).mapToDouble(ofNode).toArray();
    }

    private double[] abilities() {
        GaussIntegrator rule = QUADRATURE.hermite(nodes);
        return each(q -> Math.sqrt(2) * rule.getPoint(q));
    }

    /** Logs of the nodes' probabilities. */
    private double[] logShares() {
        GaussIntegrator rule = QUADRATURE.hermite(nodes);
        double[] logs = each(q -> Math.log(rule.getWeight(q)));
        Simplex.normalize(logs);
        return logs;
    }

    /** Items with slopes of 1, whose boundaries divide people of an ability of 0 evenly. */
    public List<Item> start() {
        return answers.stream()
                .map(m -> IntStream.range(1, m).mapToDouble(c -> Math.log((m - c) / (double) c)))
                .map(logOdds -> new Item(1, logOdds.toArray()))
                .toList();
    }

    @Override
    public Function<double[], Ability> posterior(List<Item> theta) {
        double[] z = abilities();
        double[] shares = logShares();
        List<double[][]> items = theta.stream()
                .map(item -> IntStream.rangeClosed(0, item.intercepts.length)
                        .mapToObj(c -> each(q -> CumulativeLogit.logProbability(item, c, z[q])))
                        .toArray(double[][]::new))
                .toList();
        return x -> {
            double[] logs = shares.clone();
            for (int j = 0; j < x.length; j++) {
                if (!Double.isNaN(x[j])) {
                    double[] given = items.get(j)[(int) x[j]];
                    Arrays.setAll(logs, q -> logs[q] + given[q]);
                }
            }
            double evidence = Simplex.normalize(logs);
            return new Ability(z, each(q -> Simplex.probability(logs[q])), evidence);
        };
    }

    @Override
    public Counts zero(List<Item> theta) {
        return new Counts(
                new Sums(nodes),
                answers.stream()
                        .map(m ->
                                Stream.generate(() -> new Sums(nodes)).limit(m).toList())
                        .toList());
    }

    @Override
    public void accumulate(double[] x, Ability q, double weight, Counts into) {
        into.people.add(weight, q.probabilities());
        for (int j = 0; j < x.length; j++) {
            if (!Double.isNaN(x[j])) {
                into.answers.get(j).get((int) x[j]).add(weight, q.probabilities());
            }
        }
    }

    private CumulativeLogit item(int j, Counts s) {
        return new CumulativeLogit(
                abilities(),
                s.answers.get(j).stream().map(answer -> each(answer::get)).toArray(double[][]::new));
    }

    @Override
    public List<Item> maximize(Counts s, List<Item> current) {
        List<Item> best = new ArrayList<>();
        for (int j = 0; j < current.size(); j++) {
            try {
                best.add(item(j, s).maximum(current.get(j)));
            } catch (DegenerateException e) {
                throw e.within("item " + (j + 1), j);
            }
        }
        return List.copyOf(best);
    }

    @Override
    public double expectedLogJoint(List<Item> theta, Counts s) {
        double[] shares = logShares();
        return IntStream.range(0, nodes)
                        .mapToDouble(q -> s.people.get(q) * shares[q])
                        .sum()
                + IntStream.range(0, theta.size())
                        .mapToDouble(j -> item(j, s).height(theta.get(j)))
                        .sum();
    }

    @Override
    public Roundoff roundoff(List<Item> theta) {
        double furthest = Arrays.stream(abilities()).max().orElseThrow();
        return Roundoff.ofTerms(theta.stream()
                .mapToDouble(item -> CumulativeLogit.cancelling(item, furthest))
                .toArray());
    }

    @Override
    public Optional<Chart<List<Item>>> chart(List<Item> at) {
        return Optional.of(Chart.joined(Collections.nCopies(at.size(), CumulativeLogit.CHART), at));
    }

    @Override
    public Optional<Sampler<double[]>> sampler(List<Item> theta) {
        double[] z = abilities();
        double[] shares = Arrays.stream(logShares()).map(Math::exp).toArray();
        return Optional.of(random -> {
            double ability = z[Simplex.draw(shares, random)];
            return theta.stream()
                    .mapToDouble(item -> Simplex.draw(item.probabilities(ability), random))
                    .toArray();
        });
    }
}
