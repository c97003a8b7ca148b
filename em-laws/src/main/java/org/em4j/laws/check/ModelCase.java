package org.em4j.laws.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.em4j.core.data.Observations;
import org.em4j.core.estep.Exactness;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Iterate;
import org.em4j.core.model.Chart;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.laws.text.JavaText;

/**
 * A model, some data and some parameters: what a law is checked on.
 *
 * @param name what failures call it
 * @param data the observations
 * @param weights {@code (n)}, none negative, some positive
 * @param theta parameters at which every observation has a density
 * @param symmetries changes of the data that the model follows
 * @param engine what runs it
 */
public record ModelCase<X, P, Q extends Posterior, S extends Statistics<S>>(
        String name,
        LatentModel<X, P, Q, S> model,
        List<X> data,
        double[] weights,
        P theta,
        List<Symmetry<X, P>> symmetries,
        Engine engine) {
    private static final int SHORT = 6;
    private static final int APPROACH = 2;
    private static final double MEANINGFUL = 1e-8;
    private static final int ROUNDINGS = 64;

    /** A case without symmetries, run by the library. */
    public ModelCase(String name, LatentModel<X, P, Q, S> model, List<X> data, double[] weights, P theta) {
        this(name, model, data, weights, theta, List.of(), Engine.LIBRARY);
    }

    /** The data, folded by so many threads. */
    public Observations<X> observations(int threads) {
        return engine.observations(data, weights, threads);
    }

    /** The data, folded by one thread. */
    public Observations<X> observations() {
        return observations(1);
    }

    /** The E-step at theta over all the data. */
    public Expectation<S> expectation() {
        return Expectation.of(model, theta, observations());
    }

    /** EM on the data. */
    public EmProblem<P> map() {
        return engine.map(model, observations());
    }

    /** The E-step at theta as a point of a fit. */
    public Iterate<P> iterate() {
        return map().apply(theta);
    }

    /** The M-step's answer; empty where there is no maximum. */
    public Optional<P> mStep() {
        try {
            return Optional.of(iterate().surrogate().maximize());
        } catch (DegenerateException e) {
            return Optional.empty();
        }
    }

    /**
     * A case that is a few steps of EM further on, where M-steps can be compared to the last digits: from far off,
     * statistics about the old parameters lose some. Empty where a component is collapsing, or so near to it that a fit
     * would say so.
     */
    public Optional<ModelCase<X, P, Q, S>> settled() {
        ModelCase<X, P, Q, S> at = this;
        for (int t = 0; t < APPROACH; t++) {
            Optional<P> next = at.mStep();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = at(next.get());
        }
        return Optional.of(at).filter(ModelCase::isSteady);
    }

    /** Whether the M-step has an answer that does not run away, and that rounding, of theta or of itself, leaves as good. */
    public boolean isSteady() {
        return mStep().filter(this::isSteady).isPresent();
    }

    private boolean isSteady(P best) {
        Expectation<S> e = expectation();
        double weight = e.weight().value();
        double height = model.expectedLogJoint(best, e.statistics());
        double rounding = Rounding.of(at(best), e);
        return height - model.expectedLogJoint(theta, e.statistics()) < weight
                && rounding < MEANINGFUL * weight
                && (!isCharted() || bend(e) <= rounding);
    }

    /** By how much Q falls, to either side alike: a wrong answer has a slope as well, which is no excuse for it. */
    private double bend(Expectation<S> e) {
        double sides = (roundedHeight(e, ROUNDINGS) + roundedHeight(e, -ROUNDINGS)) / 2;
        return Math.abs(sides - roundedHeight(e, 0));
    }

    /** How high Q stands where theta leads to, if theta and what it leads to are some roundings off. */
    private double roundedHeight(Expectation<S> e, int roundings) {
        try {
            return at(rounded(theta, roundings))
                    .mStep()
                    .map(best -> model.expectedLogJoint(rounded(best, roundings), e.statistics()))
                    .orElse(Double.NEGATIVE_INFINITY);
        } catch (DegenerateException atTheEdge) {
            return Double.NEGATIVE_INFINITY;
        }
    }

    private P rounded(P other, int roundings) {
        Chart<P> chart = model.chart(other).orElseThrow().free(other);
        double[] u = chart.coordinates(other);
        Arrays.setAll(u, i -> u[i] + roundings * Math.ulp(Math.max(1, Math.abs(u[i]))) * Math.cos(i));
        return chart.point(u);
    }

    /** {@code Q(theta; s)} of this case's statistics. */
    public double surrogate() {
        return model.expectedLogJoint(theta, expectation().statistics());
    }

    /** A copy with another model. */
    public ModelCase<X, P, Q, S> of(LatentModel<X, P, Q, S> otherModel) {
        return new ModelCase<>(name, otherModel, data, weights, theta, symmetries, engine);
    }

    /** A copy with other data. */
    public ModelCase<X, P, Q, S> on(List<X> otherData, double[] otherWeights) {
        return new ModelCase<>(name, model, otherData, otherWeights, theta, symmetries, engine);
    }

    /** A copy at other parameters. */
    public ModelCase<X, P, Q, S> at(P otherTheta) {
        return new ModelCase<>(name, model, data, weights, otherTheta, symmetries, engine);
    }

    /** Data and parameters changed together. */
    public ModelCase<X, P, Q, S> changed(Symmetry<X, P> symmetry) {
        return on(data.stream().map(symmetry.data()).toList(), weights)
                .at(symmetry.theta().apply(theta));
    }

    /** A copy with changes of the data that the model follows. */
    public ModelCase<X, P, Q, S> withSymmetries(List<Symmetry<X, P>> others) {
        return new ModelCase<>(name, model, data, weights, theta, others, engine);
    }

    /** A copy that another engine runs. */
    public ModelCase<X, P, Q, S> on(Engine other) {
        return new ModelCase<>(name, model, data, weights, theta, symmetries, other);
    }

    /** How exact the log-likelihood is, by the first observation: laws that need the truth step aside where it is not. */
    public Exactness.Kind exactness() {
        return model.posterior(theta).apply(data.get(0)).exactness().kind();
    }

    /** Whether the model, and every model that it is made of, has coordinates. */
    public boolean isCharted() {
        return chart().isPresent();
    }

    /** Whether the model, and every model that it is made of, can be sampled from. */
    public boolean isGenerative() {
        return model.sampler(theta).isPresent();
    }

    /** Whether the model, and every model that it is made of, draws what is missing. */
    public boolean isImputing() {
        return model.imputer(theta).isPresent();
    }

    /** Coordinates of what lies on no edge of the space at theta, if the model has some. */
    public Optional<Chart<P>> chart() {
        return model.chart(theta).map(chart -> chart.free(theta));
    }

    /** Parameters about theta, itself among them: statistics may look right at the theta that they were taken at. */
    public List<P> nearby() {
        List<P> nearby = new ArrayList<>(List.of(theta));
        chart().ifPresent(chart -> {
            for (double side : new double[] {-0.1, 0.1}) {
                moved(chart, side).ifPresent(nearby::add);
            }
        });
        return nearby;
    }

    private Optional<P> moved(Chart<P> chart, double side) {
        double[] u = chart.coordinates(theta);
        Arrays.setAll(u, i -> u[i] + side * Math.cos(i));
        try {
            P there = chart.point(u);
            at(there).expectation();
            return Optional.of(there);
        } catch (DegenerateException e) {
            return Optional.empty(); // over the edge
        }
    }

    @Override
    public String toString() {
        if (data.size() > SHORT) {
            return name + " on " + data.size() + " observations";
        }
        return name + " on " + JavaText.of(data) + " of weights " + JavaText.of(weights) + ", at " + JavaText.of(theta);
    }
}
