package org.em4j.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Moments;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Trace;
import org.em4j.gmm.ClassificationEntropy;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

class MixtureTextTest {
    private static final Table IRIS = Table.read(Path.of("..", "data", "iris.csv"));

    private final Fitted<?, GaussianMixture<FullNormal, Moments>> fitted =
            new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 3).fit(IRIS.rows());

    @Test
    void thePageNamesColumnsAndCriteria() {
        ClassificationEntropy entropy = ClassificationEntropy.of(fitted.parameters(), IRIS.rows());
        String page = MixtureText.page(fitted, Optional.of(entropy), IRIS.rows(), IRIS.columns())
                .toString();
        for (String words :
                List.of("3 components", "full covariance", "converged after", "-180.1855", "ICL ", "Petal.Width")) {
            assertTrue(page.contains(words), page);
        }
    }

    @Test
    void whatACancelledRunHadNoTimeForIsNotThere() {
        Fit<GaussianMixture<FullNormal, Moments>> cancelled =
                new Fit.Cancelled<>(fitted.parameters(), new Trace(List.of()));
        Fitted<?, GaussianMixture<FullNormal, Moments>> unseen = new Fitted<>(
                fitted.model(),
                cancelled,
                Optional.empty(),
                fitted.freeParameters(),
                fitted.weight(),
                fitted.quantities(),
                fitted.problem());
        String page = MixtureText.page(unseen, Optional.empty(), IRIS.rows(), IRIS.columns())
                .toString();
        assertTrue(page.contains("cancelled before the first pass over all data was done with\n\ncomponent"), page);
        assertFalse(page.contains("log-likelihood"), page);
    }

    @Test
    void theTableHasALineForEachComponent() {
        assertEquals(
                1 + 3,
                MixtureText.table(fitted.parameters(), IRIS.columns()).lines().count());
    }
}
