package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code em fit ... --report}: a page that needs nothing else. */
class FitReportTest {
    @TempDir
    private Path folder;

    private String page(String... command) throws IOException {
        Path file = folder.resolve("fit.html");
        String[] whole = java.util.Arrays.copyOf(command, command.length + 2);
        whole[command.length] = "--report";
        whole[command.length + 1] = file.toString();
        Command made = Command.em(whole);
        assertTrue(made.status() == 0 || made.status() == 5, made.err());
        String page = Files.readString(file);
        assertFalse(Pattern.compile("(src|href)=\"(?!#|data:)").matcher(page).find(), "it refers to something outside");
        assertFalse(page.contains("NaN"), "no number is missing from a picture");
        assertTrue(page.contains("./em " + command[0] + " " + command[1]), "it says how it is made");
        return page;
    }

    private static void requirePictures(String page, List<String> ids) {
        for (String id : ids) {
            assertTrue(page.contains("id=\"picture-" + id + "\""), id);
        }
    }

    @Test
    void aMixtureShowsItsRowsItsPosteriorAndItsTrace() throws IOException {
        String page = page("fit", "gmm", "../data/iris.csv", "--components=3");
        assertTrue(page.contains("<h1>Gaussian mixture, 3 components"));
        requirePictures(page, List.of("scatter", "posterior", "uncertainty", "trace"));
    }

    @Test
    void aMixtureOfOneColumnShowsItsDensity() throws IOException {
        requirePictures(
                page("fit", "gmm", "../data/faithful.csv", "--columns=waiting", "--components=2"), List.of("scatter"));
    }

    @Test
    void aFactorAnalysisShowsLoadingsResidualsAndScores() throws IOException {
        String page = page(
                "fit", "fa", "../data/holzinger_swineford.csv", "--columns=x1,x2,x3,x4,x5,x6,x7,x8,x9", "--factors=3");
        requirePictures(page, List.of("loadings", "ordered-loadings", "residuals", "scores", "scree", "trace"));
        assertFalse(page.contains("Loadings, varimax"), "nothing was rotated");
    }

    @Test
    void loadingsAreShownBeforeAndAfterARotation() throws IOException {
        String page = page(
                "fit",
                "fa",
                "../data/ability_cov.csv",
                "--input=covariance",
                "--observations=112",
                "--factors=2",
                "--rotate=varimax");
        assertTrue(page.indexOf("Loadings, as fitted") < page.indexOf("Loadings, varimax"));
        assertTrue(page.contains("Loadings, as fitted"));
    }

    @Test
    void aChoiceOfFactorsShowsScreeAndCriteria() throws IOException {
        String page = page("select", "fa", "../data/ability_cov.csv", "--input=covariance", "--observations=112");
        requirePictures(page, List.of("scree", "criteria"));
        assertFalse(page.contains("How it got there"));
    }

    @Test
    void aMixtureOfFactorAnalysersShowsRowsAndLoadings() throws IOException {
        String page = page("fit", "mfa", "../data/iris.csv", "--components=2", "--factors=1", "--heywood=bound(0.01)");
        requirePictures(page, List.of("scatter", "posterior", "uncertainty", "loadings", "trace"));
    }

    @Test
    void aFitThatCollapsedHasAPageToo() throws IOException {
        String page = page("fit", "gmm", "src/test/resources/degenerate/duplicates_singular.csv", "--components=2");
        assertTrue(page.contains("verdict fails"), "and says so");
    }

    @Test
    void aPageThatCannotBeWrittenIsRefusedBeforeTheFit() {
        Command refused = Command.em("fit", "gmm", "../data/iris.csv", "--components=3", "--report", "/no/where.html");
        assertEquals(3, refused.status());
        assertTrue(refused.err().contains("cannot be written"), refused.err());
    }
}
