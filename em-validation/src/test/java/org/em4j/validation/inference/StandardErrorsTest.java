package org.em4j.validation.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.inference.Estimate;
import org.em4j.core.inference.Information;
import org.em4j.core.inference.NoInformationException;
import org.em4j.core.inference.Quantities;
import org.em4j.core.inference.StandardErrors;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.decorate.Frozen;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.start.PrincipalAxes;
import org.em4j.gallery.discrete.Bernoullis;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.em4j.validation.reference.Reference;
import org.junit.jupiter.api.Test;

/** Standard errors beside those of R: SQUAREM's vignette by numDeriv, lavaan. */
class StandardErrorsTest {
    private static final double[] DEATHS = {162, 267, 271, 185, 111, 61, 27, 8, 3, 1};
    private static final Em TIGHT =
            new Em().until(StoppingRule.gradient(1e-9)).maxIterations(5000).accelerate(new Anderson());

    private static final Quantities<MixtureParameters<Double>> NATURAL =
            new Quantities<>(List.of("weight", "rate1", "rate2"), theta -> new double[] {
                theta.weights()[0],
                theta.components().get(0),
                theta.components().get(1)
            });

    private static final JsonNode R = Reference.startingWith("standard_errors.json")
            .findFirst()
            .orElseThrow()
            .json();

    private static double[] errors(StandardErrors of, String prefix) {
        return of.estimates().stream()
                .filter(e -> e.name().startsWith(prefix))
                .mapToDouble(Estimate::standardError)
                .toArray();
    }

    @Test
    void hasselbladsDeathsAgreeWithTheVignette() {
        JsonNode gold = Reference.startingWith("poisson_mixture_hasselblad")
                .findFirst()
                .orElseThrow()
                .json();
        Observations<Integer> data =
                Observations.of(IntStream.range(0, DEATHS.length).boxed().toList(), DEATHS);
        EmProblem<MixtureParameters<Double>> map = EmProblem.of(new Mixture<>(2, new Poisson()), data);
        Fit<MixtureParameters<Double>> fit =
                TIGHT.fit(map, new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(1.0, 3.0)));
        Information<MixtureParameters<Double>> information = Information.at(map, fit.theta());
        StandardErrors errors = StandardErrors.of(information, NATURAL);
        assertArrayEquals(
                Reference.vector(gold.get("mle")),
                errors.estimates().stream().mapToDouble(Estimate::value).toArray(),
                1e-8);
        assertArrayEquals(Reference.vector(gold.get("standard_errors")), errors(errors, ""), 1e-7);
        assertEquals(List.of(), errors.refusals());
        // EM's rate there, from the vignette's run: 2909 steps for eight digits
        assertEquals(0.9957, information.missing(), 1e-4);
    }

    /**
     * Three latent classes of poLCA's carcinoma data, ten of whose probabilities are 0 or 1. The errors are those of R's
     * optimHess on the log-likelihood as a function of the other thirteen parameters, written out.
     */
    @Test
    void errorsOnTheEdgeAreConditionalOnBeingThere() {
        List<String> items = List.of("A", "B", "C", "D", "E", "F", "G");
        Rows slides = Table.read(
                        Path.of("../data/carcinoma.csv"), Columns.of(items).weights("slides"))
                .rows();
        EmProblem<MixtureParameters<double[]>> map = EmProblem.of(new Mixture<>(3, new Bernoullis(items, 0)), slides);
        Fit<MixtureParameters<double[]>> fit = new Em()
                .until(StoppingRule.gradient(1e-9))
                .fit(
                        map,
                        new MixtureParameters<>(
                                new double[] {0.4, 0.2, 0.4},
                                List.of(
                                        new double[] {0.1, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1},
                                        new double[] {0.5, 0.9, 0.1, 0.1, 0.7, 0.1, 0.6},
                                        new double[] {0.9, 0.9, 0.8, 0.6, 0.9, 0.5, 0.9})));
        StandardErrors errors = StandardErrors.of(
                Information.at(map, fit.theta()),
                new Quantities<>(List.of("share 1", "share 2", "A 1", "A 2", "B 2", "D 3", "G 2"), t -> new double[] {
                    t.weights()[0],
                    t.weights()[1],
                    t.components().get(0)[0],
                    t.components().get(1)[0],
                    t.components().get(1)[1],
                    t.components().get(2)[3],
                    t.components().get(1)[6]
                }));
        assertEquals(
                List.of("share 1", "share 2", "A 1", "A 2", "D 3", "G 2"),
                errors.estimates().stream().map(Estimate::name).toList());
        assertArrayEquals(
                new double[] {0.047619, 0.040767, 0.038887, 0.122014, 0.070023, 0.125683}, errors(errors, ""), 2e-6);
        assertEquals(
                "no standard errors for what is held at a bound, or frozen: B 2; those of the others are given it",
                errors.refusals().get(0));
        assertTrue(
                errors.refusals()
                        .get(1)
                        .startsWith("the errors are conditional on what lies on the edge of the parameter space:"
                                + " component 1: P(C = 1) = 0, component 1: P(D = 1) = 0, "),
                errors.refusals()::toString);
    }

    /** R's profile: optim over the other two parameters, to some six digits. */
    @Test
    void hasselbladsProfileIntervalsAreThoseOfAnOptimizer() {
        EmProblem<MixtureParameters<Double>> map = EmProblem.of(
                new Mixture<>(2, new Poisson()),
                Observations.of(IntStream.range(0, DEATHS.length).boxed().toList(), DEATHS));
        Fit<MixtureParameters<Double>> fit =
                TIGHT.fit(map, new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(1.0, 3.0)));
        StandardErrors profile = StandardErrors.profile(map, Information.at(map, fit.theta()), NATURAL);
        JsonNode gold = Reference.startingWith("profile_intervals.json")
                .findFirst()
                .orElseThrow()
                .json();
        assertEquals(List.of(), profile.refusals());
        for (Estimate e : profile.estimates()) {
            assertArrayEquals(
                    Reference.vector(gold.get(e.name())), new double[] {e.lower(), e.upper()}, 1e-5, e.name());
        }
    }

    /** Of the weight of one of two known rates, of which two counts say little: the likelihood is a formula of the weight. */
    @Test
    void anEndThatIsNotFoundSaysHowFarTheObjectiveFellAndWhere() {
        Mixture<Integer, Double, ?, ?> rates = new Mixture<>(2, new Poisson());
        EmProblem<MixtureParameters<Double>> map = EmProblem.of(
                new Frozen<>(rates, MixtureParameters::weightsOf), Observations.of(List.of(0, 3), new double[] {1, 1}));
        Fit<MixtureParameters<Double>> fit =
                TIGHT.fit(map, new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(1.0, 2.0)));
        StandardErrors profile = StandardErrors.profile(map, Information.at(map, fit.theta()), NATURAL);
        assertEquals(List.of(), profile.estimates());
        String said = profile.refusals().stream()
                .filter(refusal -> refusal.contains("end of the profile interval of weight"))
                .findFirst()
                .orElseThrow();
        Matcher figures = Pattern.compile(
                        "at (\\S+) the objective is (\\S+) nats below its maximum, where an end is 1.921")
                .matcher(said);
        assertTrue(figures.find(), said);
        double fall = weighed(fit.theta().weight(0)) - weighed(Double.parseDouble(figures.group(1)));
        assertEquals(fall, Double.parseDouble(figures.group(2)), 6e-4, said);
        assertTrue(said.endsWith("; take the observed errors of it, or a bootstrap's"), said);
    }

    private static double weighed(double weight) {
        double none = weight * Math.exp(-1) + (1 - weight) * Math.exp(-2);
        double three = (weight * Math.exp(-1) + (1 - weight) * 8 * Math.exp(-2)) / 6;
        return Math.log(none) + Math.log(three);
    }

    private static Rows students() {
        List<String> columns =
                IntStream.rangeClosed(1, 9).mapToObj(j -> "x" + j).toList();
        return Table.read(Path.of("..", "data", "holzinger_swineford.csv"), columns)
                .rows();
    }

    private static Quantities<FactorParameters> quantities(int d, int q) {
        List<String> names = new ArrayList<>();
        for (int j = 1; j <= d; j++) {
            for (int a = 1; a <= q; a++) {
                names.add("loading " + j + "," + a);
            }
        }
        for (int j = 1; j <= d; j++) {
            names.add("uniqueness " + j);
        }
        return new Quantities<>(names, theta -> {
            double[] v = Arrays.stream(theta.loadings())
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            int at = v.length;
            v = Arrays.copyOf(v, at + d);
            System.arraycopy(theta.uniquenesses(), 0, v, at, d);
            return v;
        });
    }

    private static Information<FactorParameters> information(Rows rows, int q) {
        Moments moments = Moments.of(rows);
        EmProblem<FactorParameters> map = new FactorAnalysis(rows.columns(), q).map(rows, moments);
        return Information.at(
                map, TIGHT.fit(map, PrincipalAxes.start(moments, q)).theta());
    }

    @Test
    void oneFactorAgreesWithLavaan() {
        Rows rows = students();
        Information<FactorParameters> information = information(rows, 1);
        StandardErrors observed = StandardErrors.of(information, quantities(9, 1));
        JsonNode lavaan = R.at("/factor/observed");
        // lavaan's own fit is known to about 1e-6
        assertArrayEquals(Reference.vector(lavaan.get("loadingErrors")), errors(observed, "loading"), 2e-5);
        assertArrayEquals(Reference.vector(lavaan.get("uniquenessErrors")), errors(observed, "uniqueness"), 2e-5);
        StandardErrors sandwich =
                StandardErrors.sandwich(information, quantities(9, 1), new FactorAnalysis(9, 1), rows);
        lavaan = R.at("/factor/sandwichObserved");
        assertArrayEquals(Reference.vector(lavaan.get("loadingErrors")), errors(sandwich, "loading"), 2e-5);
        assertArrayEquals(Reference.vector(lavaan.get("uniquenessErrors")), errors(sandwich, "uniqueness"), 2e-5);
    }

    @Test
    void unrotatedLoadingsAreRefusedAndUniquenessesAreNot() {
        StandardErrors errors = StandardErrors.of(information(students(), 3), quantities(9, 3));
        assertEquals(3, errors.refusals().size(), "three planes to rotate in");
        assertTrue(errors.refusals().stream().allMatch(r -> r.contains("loading")), errors.refusals()::toString);
        assertEquals(0, errors(errors, "loading").length);
        assertEquals(9, errors(errors, "uniqueness").length);
    }

    @Test
    void aFitThatHasNotArrivedHasNoStandardErrors() {
        Rows rows = students();
        Moments moments = Moments.of(rows);
        EmProblem<FactorParameters> map = new FactorAnalysis(9, 1).map(rows, moments);
        Fit<FactorParameters> early = new Em().maxIterations(3).fit(map, PrincipalAxes.start(moments, 1));
        Information<FactorParameters> information = Information.at(map, early.theta());
        var e = assertThrows(NoInformationException.class, () -> StandardErrors.of(information, quantities(9, 1)));
        assertTrue(e.getMessage().contains("standard errors away from the maximum"), e::getMessage);
    }
}
