package org.em4j.core.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.em4j.core.data.Observations;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Sums;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tobin's households: durable goods by age and liquidity, 13 of 20 at zero. A wrong M-step has a fixed point of its own. */
class CensoredRegressionTest {
    private static final Observations<Regression.Row> HOUSEHOLDS = Observations.of(rows());

    private static List<Regression.Row> rows() {
        try (InputStream in = CensoredRegressionTest.class.getResourceAsStream("/tobin.csv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .map(v -> new Regression.Row(new double[] {1, v[1], v[2]}, v[0], v[0] == 0))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Its M-step forgets how uncertain the censored responses are. */
    private record Forgetful(Regression right)
            implements LatentModel<Regression.Row, Regression.Theta, Regression.Response, Sums> {
        @Override
        public Function<Regression.Row, Regression.Response> posterior(Regression.Theta theta) {
            return right.posterior(theta);
        }

        @Override
        public Sums zero(Regression.Theta theta) {
            return right.zero(theta);
        }

        @Override
        public void accumulate(Regression.Row x, Regression.Response q, double weight, Sums into) {
            right.accumulate(x, q, weight, into);
        }

        @Override
        public double expectedLogJoint(Regression.Theta theta, Sums s) {
            return right.expectedLogJoint(theta, s);
        }

        @Override
        public Optional<Chart<Regression.Theta>> chart(Regression.Theta theta) {
            return right.chart(theta);
        }

        @Override
        public Regression.Theta maximize(Sums s, Regression.Theta current) {
            double[] b = right.coefficients(s);
            return new Regression.Theta(b, Math.sqrt(right.squares(b, s) / s.get(0)));
        }
    }

    private static Regression.Theta start(double sd) {
        return new Regression.Theta(new double[] {1, 0, 0}, sd);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2, 3, 5, 10, 30})
    void theRightModelConvergesToWhatADirectSearchFinds(double sd) {
        Fit<Regression.Theta> fit = new Em().fit(new Regression(3), HOUSEHOLDS, start(sd));
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        assertEquals(-28.94013, fit.trace().last().logLikelihood(), 5e-6, "R's optim, and survreg's as published");
        assertEquals(15.1449, fit.theta().b()[0], 5e-3);
        assertEquals(5.5725, fit.theta().sd(), 1e-3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2, 3, 5, 10, 30})
    void aVarianceForgottenIsFoundAtTheFixedPointFromEveryStart(double sd) {
        Fit<Regression.Theta> fit = new Em().fit(new Forgetful(new Regression(3)), HOUSEHOLDS, start(sd));
        assertInstanceOf(Fit.AuditFailed.class, fit, fit::describe);
        assertTrue(fit.describe().contains("maximize is wrong"), fit.describe());
    }

    @Test
    void whereTheMistakeStandsStillTheCoordinateIsNamed() {
        Fit<Regression.Theta> fit = new Em().fit(new Forgetful(new Regression(3)), HOUSEHOLDS, start(0.5));
        assertTrue(fit.describe().contains("along coordinate 4 of its chart there are"), fit.describe());
    }

    @Test
    void aWarningLetsItConvergeAndIsKept() {
        Fit<Regression.Theta> fit =
                new Em().audit(Audit.Policy.WARN).fit(new Forgetful(new Regression(3)), HOUSEHOLDS, start(0.5));
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        assertEquals(1, fit.trace().warnings().size());
    }
}
