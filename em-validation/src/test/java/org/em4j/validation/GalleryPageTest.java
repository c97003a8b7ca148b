package org.em4j.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The gallery's models are short, each has laws of its own, and its page says how short. */
class GalleryPageTest {
    private static final Path MODELS = Path.of("../em-gallery/src/main/java/org/em4j/gallery");
    private static final Path LAWS = Path.of("src/test/java/org/em4j/validation/law");

    /**
     * A model.
     *
     * @param file its class; empty of one that is composed of others
     * @param most lines of code that it may have
     * @param laws the class that holds it to the laws
     * @param against what else computes it, in words
     */
    private record Entry(String name, String code, String file, int most, String laws, String against) {}

    private static final List<Entry> GALLERY = List.of(
            new Entry(
                    "mixture of Poissons",
                    "new Mixture<>(2, new Poisson())",
                    "Poisson",
                    60,
                    "PoissonMixtureLaws",
                    "Hasselblad (1969), as SQUAREM's vignette has it"),
            new Entry(
                    "zero-inflated Poisson",
                    "new ZeroInflatedPoisson()",
                    "ZeroInflatedPoisson",
                    60,
                    "ZeroInflatedPoissonLaws",
                    "pscl, on Long's biochemists"),
            new Entry(
                    "latent classes: a mixture of Bernoullis",
                    "new Mixture<>(2, new Bernoullis(4, 0))",
                    "Bernoullis",
                    60,
                    "LatentClassLaws",
                    "flexmix, and Goodman (1974) on Stouffer and Toby's data"),
            new Entry(
                    "mixture of gammas, by the default M-step",
                    "new Mixture<>(2, new GammaDensity())",
                    "GammaDensity",
                    60,
                    "GammaMixtureLaws",
                    "R's optim on the log-likelihood, Old Faithful's waits"),
            new Entry(
                    "mixture of Student's t",
                    "new Mixture<>(2, new StudentT(2))",
                    "StudentT",
                    110,
                    "StudentTMixtureLaws",
                    "R's optim on the log-likelihood, drawn data"),
            new Entry(
                    "mixture of linear regressions",
                    "new Mixture<>(2, new LinearRegression(1))",
                    "LinearRegression",
                    60,
                    "MixtureOfRegressionsLaws",
                    "mixtools, on the tone data of de Veaux (1989)"),
            new Entry(
                    "Gaussian hidden Markov model",
                    "new HiddenMarkov<>(new Mixture<>(3, new Gaussian(2)))",
                    "HiddenMarkov",
                    150,
                    "HiddenMarkovLaws",
                    "Zucchini and MacDonald (2009), with Poisson emissions, on earthquakes"),
            new Entry(
                    "mixture of mixtures",
                    "new Mixture<>(2, new Mixture<>(2, new Poisson()))",
                    "",
                    0,
                    "MixtureOfMixturesLaws",
                    "the flat mixture, at each iteration"),
            new Entry(
                    "mixture of factor analysers",
                    "new Mixture<>(2, new FactorAnalysis(6, 2))",
                    "",
                    0,
                    "MixtureOfFactorAnalysersLaws",
                    "the Gaussian mixture, where so many factors restrict nothing"),
            new Entry(
                    "mixture of probabilistic PCA",
                    "new Mixture<>(2, new ProbabilisticPca(6, 2))",
                    "",
                    0,
                    "ProbabilisticPcaLaws",
                    "the closed form (em-factor-analysis)"));

    /** Lines that are code: not blank, no comment, neither package nor import. */
    private static long lines(Path file) {
        try {
            return Files.readString(file)
                    .replaceAll("(?s)/\\*.*?\\*/", "")
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.matches("(//|import |package ).*"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Entry e) {
        return e.file.isEmpty() ? 1 : lines(MODELS.resolve(e.file + ".java"));
    }

    @Test
    void noModelIsLongerThanItSays() {
        for (Entry e : GALLERY) {
            assertTrue(e.file.isEmpty() || lines(e) <= e.most, e.name + " has " + lines(e) + " lines");
        }
    }

    @Test
    void everyModelIsOnThePage() throws IOException {
        try (var files = Files.list(MODELS)) {
            List<String> missing = files.map(f -> f.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info"))
                    .filter(name -> GALLERY.stream().noneMatch(e -> e.file.equals(name)))
                    .toList();
            assertTrue(missing.isEmpty(), missing::toString);
        }
    }

    @Test
    void thePageIsCurrent() {
        String code = GALLERY.stream()
                .map(e -> "var model" + GALLERY.indexOf(e) + " = " + e.code + "; // " + e.name + "\n")
                .collect(Collectors.joining());
        String table = GALLERY.stream()
                .map(e -> "| %s | %s | %d | [%s](../em-validation/%s/%s.java), %d | %s |%n"
                        .formatted(
                                e.name,
                                e.file.isEmpty() ? "composed" : "[%s](%s/%1$s.java)".formatted(e.file, MODELS),
                                lines(e),
                                e.laws,
                                LAWS,
                                e.laws,
                                lines(LAWS.resolve(e.laws + ".java")),
                                e.against))
                .collect(Collectors.joining());
        String page = """
                # Gallery

                Latent models of one short file each: to use, and to start a model of your own from. Every one keeps all the
                [laws](laws.md) and is fitted under the [audit](audit.md); [Add a model](add-a-model.md) says how such a file is
                written.

                ```java
                %s```

                Any of them goes into `new Mixture<>(k, ...)`, and any mixture into `new HiddenMarkov<>(...)`.

                | model | file | lines | laws, lines | held against |
                |---|---|--:|---|---|
                %s
                Lines are those of code, without blank lines, comments and imports. What models are held against was run once;
                script and numbers are in `em-gallery/src/test/resources`. `./mvnw test -Plong -pl em-validation -am
                -Dtest=GalleryPageTest` writes this page, and every build checks that it is current.
                """.formatted(code, table);
        Page.write("gallery.md", page);
        assertEquals(page, Page.read("gallery.md"), "it is old: make it again with -Plong");
    }
}
