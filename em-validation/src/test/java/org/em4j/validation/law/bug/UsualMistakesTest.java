package org.em4j.validation.law.bug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Sums;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.laws.Laws;
import org.em4j.laws.check.Counterexample;
import org.em4j.laws.check.ModelCases;
import org.em4j.laws.check.Verdict;
import org.em4j.validation.law.PoissonMixtureLaws;
import org.junit.jupiter.api.Test;

/** Whatever law a usual mistake breaks, the violation names the mistake. */
class UsualMistakesTest {
    private static final int TRIES = 6;

    private static void isNamed(String sentence, ModelCases cases) {
        List<String> violations = Laws.all().stream()
                .map(law -> Verdict.of(law, cases, TRIES, 3))
                .flatMap(v -> v.counterexample().stream())
                .map(Counterexample::simplest)
                .map(c -> c.violation().getMessage())
                .toList();
        assertFalse(violations.isEmpty(), "no law sees it");
        violations.forEach(message -> assertTrue(message.contains("look at: " + sentence), message));
    }

    private static ModelCases poisson(UnaryOperator<LatentModel<Integer, Double, Observed, Sums>> wrong) {
        return size -> PoissonMixtureLaws.example(size).of(new Mixture<>(size.k(), wrong.apply(new Poisson())));
    }

    private static ModelCases statistics(String name) {
        return StatisticsBugs.all()
                .filter(bug -> bug.name().equals(name))
                .findAny()
                .orElseThrow()
                .cases();
    }

    @Test
    void aForgottenWeight() {
        isNamed("accumulate forgets the weight", poisson(right -> new Wrong<>(right) {
            @Override
            public void accumulate(Integer x, Observed q, double weight, Sums into) {
                right.accumulate(x, q, 1, into);
            }
        }));
    }

    @Test
    void aMutatedArgument() {
        isNamed("addScaled writes into its argument", statistics("writes into its argument"));
        isNamed("maximize writes into the statistics", poisson(right -> new Wrong<>(right) {
            @Override
            public Double maximize(Sums s, Double current) {
                double best = right.maximize(s, current);
                s.add(1, 1, current, 0);
                return best;
            }
        }));
    }

    @Test
    void aWrongDivisor() {
        isNamed("maximize does not end where", poisson(right -> new Wrong<>(right) {
            @Override
            public Double maximize(Sums s, Double current) {
                return s.get(1) / (s.get(0) + 1);
            }
        }));
    }

    @Test
    void statisticsThatDoNotAdd() {
        isNamed("statistics do not add", statistics("ignores the scale"));
        isNamed("statistics do not add", statistics("forgets first moments"));
    }

    @Test
    void anEvidenceWithoutAConstant() {
        isNamed("logEvidence is more by 0.918939", poisson(right -> new Wrong<>(right) {
            @Override
            public Function<Integer, Observed> posterior(Double rate) {
                Function<Integer, Observed> posterior = right.posterior(rate);
                return x -> new Observed(posterior.apply(x).logEvidence() + Math.log(2 * Math.PI) / 2);
            }
        }));
    }

    @Test
    void aMistakeThatIsNoneOfThemIsNotNamed() {
        ModelCases cases = poisson(right -> new Wrong<>(right) {
            @Override
            public Optional<Sampler<Integer>> sampler(Double rate) {
                return right.sampler(2 * rate);
            }
        });
        List<Counterexample> seen = Laws.all().stream()
                .map(law -> Verdict.of(law, cases, TRIES, 3))
                .flatMap(v -> v.counterexample().stream())
                .toList();
        assertFalse(seen.isEmpty());
        assertEquals(
                List.of(),
                seen.stream()
                        .map(c -> c.violation().getMessage())
                        .filter(message -> message.contains("look at:"))
                        .toList());
    }
}
