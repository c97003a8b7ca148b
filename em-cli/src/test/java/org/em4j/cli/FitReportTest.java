package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
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
        String body = page.substring(page.indexOf("<main>"));
        assertFalse(body.contains("Gaussian mixture, 3 components, full covariance, on"), "the head says it once");
        assertFalse(body.contains("converged after"), "and the verdict");
        assertTrue(body.contains("audit held at every iteration"), "the details follow");
        requirePictures(page, List.of("scatter", "posterior", "uncertainty", "trace"));
    }

    @Test
    void aMixtureOfOneColumnShowsItsDensity() throws IOException {
        requirePictures(
                page("fit", "gmm", "../data/faithful.csv", "--columns=waiting", "--components=2"), List.of("scatter"));
    }

    @Test
    void figuresAreInTablesAndNothingElseIsWiderThanItsBox() throws IOException {
        String page = page("fit", "gmm", "../data/iris.csv", "--components=3");
        assertTrue(page.contains("<caption>The components</caption>"));
        assertTrue(page.contains("<th scope=\"col\" class=\"number\">Petal.Width</th>"));
        assertFalse(page.contains("<pre"), "what is not wrapped is cut");
        assertEquals(
                Pattern.compile("<table").matcher(page).results().count(),
                Pattern.compile("<div class=\"wide\" tabindex=\"0\"><table")
                        .matcher(page)
                        .results()
                        .count(),
                "a wide table is scrolled in its box");
    }

    @Test
    void aChoiceShowsBicOfAllFamiliesOnOneScaleAndTellsWhatFailed() throws IOException {
        String page = page("select", "gmm", "../data/iris.csv", "--components=1..4");
        requirePictures(page, List.of("bic"));
        assertTrue(page.contains("least: VEV, 2"), "the best one is marked");
        assertTrue(page.contains("no point: VVV, 4"), "a failure is told");
        assertFalse(page.contains("id=\"bic-1"), "there is one panel");
    }

    @Test
    void aConfirmatoryPictureNamesItsFactors() throws IOException {
        Path model = folder.resolve("model.txt");
        Files.writeString(model, "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\n");
        String page = page("fit", "cfa", "../data/holzinger_swineford.csv", "--model-syntax=" + model);
        assertTrue(page.contains("aria-label=\"visual."), "a panel is of a factor by its name");
        assertFalse(page.contains("factor 1"));
    }

    /** The standardised loadings are those that lavaan prints for its example of this model. */
    @Test
    void aPathDiagramSaysWhatIsSeen() throws IOException {
        Path model = folder.resolve("model.txt");
        Files.writeString(model, "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n");
        String page = page("fit", "cfa", "../data/holzinger_swineford.csv", "--model-syntax=" + model);
        requirePictures(page, List.of("paths", "loadings"));
        assertTrue(
                page.contains("visual points at x1 0.77, x2 0.42, x3 0.58; textual points at x4 0.85, x5 0.86, x6 0.84;"
                        + " speed points at x7 0.57, x8 0.72, x9 0.67; visual and textual covary, 0.46"));
        assertTrue(page.contains("visual points at x1 1.00, x2 0.55, x3 0.73"), "in the units of the data");
    }

    @Test
    void ofManyRowsAStatedSampleIsDrawnAndThePageStaysSmall() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder rows = new StringBuilder("a,b,c,d,e\n");
        for (int i = 0; i < 20_000; i++) {
            double centre = i % 2 * 3;
            rows.append(DoubleStream.generate(() -> centre + random.nextGaussian())
                            .limit(5)
                            .mapToObj(v -> String.format(Locale.ROOT, "%.4f", v))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        Path file = folder.resolve("rows.csv");
        Files.writeString(file, rows);
        String page = page("fit", "gmm", file.toString(), "--components=2", "--restarts=1", "--seed=3");
        assertTrue(page.contains("5000 of 20000 rows are shown, drawn by seed 3."));
        assertTrue(page.length() < 1_000_000, "of " + page.length() + " bytes");
    }

    @Test
    void aFactorAnalysisShowsLoadingsResidualsAndScores() throws IOException {
        String page = page(
                "fit", "fa", "../data/holzinger_swineford.csv", "--columns=x1,x2,x3,x4,x5,x6,x7,x8,x9", "--factors=3");
        requirePictures(
                page, List.of("paths", "loadings", "ordered-loadings", "residuals", "scores", "scree", "trace"));
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
    void figuresAreFilesOfTheirOwnAtJournalWidthsAndTheSameBytesAgain() throws IOException {
        Path pictures = folder.resolve("new/pictures");
        String[] command = {
            "fit", "gmm", "../data/faithful.csv", "--components=2", "--seed=2", "--figures", pictures.toString()
        };
        assertEquals(0, Command.em(command).status());
        assertEquals(
                List.of("posterior", "scatter", "trace", "uncertainty").stream()
                        .flatMap(id -> Stream.of(id + ".pdf", id + ".svg"))
                        .toList(),
                names(pictures));
        String svg = Files.readString(pictures.resolve("posterior.svg"));
        assertTrue(
                svg.contains(" width=\"85.00mm\"") && svg.contains("<title>The largest responsibility"), "one column");
        assertTrue(svg.contains(" color=\"#000000\"") && svg.contains("fill:white"), "black on white");
        assertTrue(Files.readString(pictures.resolve("scatter.svg")).contains(" width=\"170.00mm\""), "two columns");
        byte[] pdf = Files.readAllBytes(pictures.resolve("scatter.pdf"));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertEquals(170 / 25.4 * 72, document.getPage(0).getMediaBox().getWidth(), 1e-3, "in points");
        }
        Files.writeString(pictures.resolve("mine.txt"), "kept");
        assertEquals(0, Command.em(command).status(), "a folder that is there is filled");
        assertArrayEquals(pdf, Files.readAllBytes(pictures.resolve("scatter.pdf")));
        assertTrue(names(pictures).contains("mine.txt"));
    }

    private static List<String> names(Path pictures) throws IOException {
        try (Stream<Path> files = Files.list(pictures)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aChoiceHasFiguresTooAndAFileIsNoFolderForThem() throws IOException {
        Path pictures = folder.resolve("select");
        assertEquals(
                0,
                Command.em(
                                "select",
                                "fa",
                                "../data/ability_cov.csv",
                                "--input=covariance",
                                "--observations=112",
                                "--theme=dark",
                                "--figures=" + pictures)
                        .status());
        assertEquals(List.of("criteria.pdf", "criteria.svg", "scree.pdf", "scree.svg"), names(pictures));
        assertTrue(Files.readString(pictures.resolve("scree.svg")).contains(" color=\"#e6e8ea\""), "light on dark");
        Command refused = Command.em(
                "fit", "gmm", "../data/iris.csv", "--components=3", "--figures=" + pictures.resolve("scree.svg"));
        assertEquals(3, refused.status());
        assertTrue(refused.err().contains("is a file, and pictures go into a folder; name another one"), refused.err());
    }

    @Test
    void aPageThatCannotBeWrittenIsRefusedBeforeTheFit() {
        Command refused = Command.em("fit", "gmm", "../data/iris.csv", "--components=3", "--report", "/no/where.html");
        assertEquals(3, refused.status());
        assertTrue(refused.err().contains("cannot be written"), refused.err());
    }
}
