package org.em4j.validation.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Trial;
import org.em4j.laws.check.Verdict;
import org.junit.jupiter.api.Test;

class VerdictTest {
    /** Has something to say of samples of an even number of observations, which it breaks from a number on. */
    private record Even(int most) implements Law {
        @Override
        public String statement() {
            return "there are at most " + most + " observations";
        }

        @Override
        public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
            int n = c.data().size();
            if (n % 2 == 0) {
                trial.atLeast("room", most, n, 4 * most);
            }
        }
    }

    private static Verdict of(Law law) {
        return Verdict.of(law, size -> GaussianMixtureLaws.example(size, CovarianceFamily.DIAGONAL), 60, 1);
    }

    @Test
    void casesOnWhichALawComparesNothingDoNotCount() {
        Verdict verdict = of(new Even(Size.LARGEST.n()));
        assertTrue(verdict.holds());
        assertTrue(verdict.compared() > 15 && verdict.compared() < 45, "" + verdict.compared());
        assertEquals(0, verdict.used());
    }

    @Test
    void theNearestToABoundIsKept() {
        Verdict verdict = of(new Even(Size.LARGEST.n() / 2));
        assertTrue(verdict.holds());
        assertTrue(verdict.used() > 0.1 && verdict.used() <= 0.25, "" + verdict.used());
    }

    @Test
    void theCaseThatBreaksALawCounts() {
        Verdict verdict = of(new Even(1));
        assertFalse(verdict.holds());
        assertTrue(verdict.compared() >= 1);
    }
}
