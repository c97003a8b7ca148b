package org.em4j.report.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.em4j.core.estimate.Fitted;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.model.LinearFactorModel;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

class FactorModelTextTest {
    @Test
    void aVanishingUniquenessIsCalledByItsName() {
        Table iris = Table.read(Path.of("..", "data", "iris.csv"));
        Fitted<LinearFactorModel, FactorParameters> fitted =
                new FactorAnalysisEstimator(1).fit(iris.rows()).fitted();
        String page = FactorModelText.page(fitted, iris.rows().toString(), iris.columns())
                .toString();
        assertTrue(page.contains("column \"Petal.Length\" has almost no uniqueness left (a Heywood case)"), page);
    }
}
