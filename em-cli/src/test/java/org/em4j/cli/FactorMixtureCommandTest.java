package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code em fit mfa}, and what is made of its model files. */
class FactorMixtureCommandTest {
    private static final String HOLZINGER = "../data/holzinger_swineford.csv";
    private static final String TESTS = "--columns=x1,x2,x3,x4,x5,x6,x7,x8,x9";

    @TempDir
    private Path folder;

    private Path model() {
        return folder.resolve("model.json");
    }

    private Command fit(String file, String... options) {
        List<String> words =
                new ArrayList<>(List.of("fit", "mfa", file, "--format=json", "--model", model().toString()));
        words.addAll(Arrays.asList(options));
        return Command.em(words.toArray(String[]::new));
    }

    /** McNicholas and Murphy's eight: parameters are counted, and a file gives the density back that was fitted. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "diagonal  | none          | 71",
                "diagonal  | loadings      | 54",
                "diagonal  | noise         | 62",
                "diagonal  | loadings,noise| 45",
                "isotropic | none          | 55",
                "isotropic | loadings      | 38",
                "isotropic | noise         | 54",
                "isotropic | loadings,noise| 37",
            })
    void whatIsSharedIsCountedAndReadBack(String psi, String shared, int parameters) {
        List<String> options = new ArrayList<>(List.of(TESTS, "--components=2", "--factors=2", "--psi=" + psi));
        if (!shared.equals("none")) {
            options.add("--share=" + shared);
        }
        Command fit = fit(HOLZINGER, options.toArray(String[]::new));
        assertEquals(0, fit.status(), fit.err());
        assertEquals(parameters, fit.json().at("/fit/parameters").asInt());
        double sum = Command.logLikelihood(model().toString(), HOLZINGER);
        assertEquals(fit.json().at("/fit/logLikelihood").asDouble(), sum, 1e-8);
    }

    @Test
    void oneComponentIsFactorAnalysis() {
        Command mixture = fit(HOLZINGER, TESTS, "--components=1", "--factors=3", "--tolerance=1e-12");
        Command single = Command.em("fit", "fa", HOLZINGER, TESTS, "--factors=3", "--format=json");
        assertEquals(0, mixture.status(), mixture.err());
        assertEquals(
                single.json().at("/fit/logLikelihood").asDouble(),
                mixture.json().at("/fit/logLikelihood").asDouble(),
                1e-4);
    }

    @Test
    void predictionsAreComponentsAndResponsibilities() {
        fit(HOLZINGER, TESTS, "--components=3", "--factors=1");
        List<String> lines = Command.em("predict", model().toString(), HOLZINGER)
                .out()
                .lines()
                .toList();
        assertEquals("component,r1,r2,r3", lines.get(0));
        assertEquals(302, lines.size());
        double sum = Arrays.stream(lines.get(1).split(","))
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .sum();
        assertEquals(1, sum, 1e-12);
    }

    @Test
    void samplesHaveTheColumnsOfTheFit() {
        fit(HOLZINGER, TESTS, "--components=2", "--factors=1");
        List<String> lines = Command.em("sample", model().toString(), "--rows=3")
                .out()
                .lines()
                .toList();
        assertEquals("x1,x2,x3,x4,x5,x6,x7,x8,x9", lines.get(0));
        assertEquals(4, lines.size());
    }

    @Test
    void gapsAreFittedWithWeightsAndFilled() throws IOException {
        StringBuilder text = new StringBuilder("a,b,c,d,w\n");
        for (int i = 0; i < 60; i++) {
            double z = Math.sin(i);
            double shift = i % 2 == 0 ? 5 : 0;
            text.append(z + 0.3 * Math.sin(7 * i) + shift).append(',');
            text.append(i % 5 == 0 ? "" : Double.toString(2 * z + 0.3 * Math.sin(11 * i)))
                    .append(',');
            text.append(z + 0.3 * Math.sin(13 * i) - shift).append(',');
            text.append(i % 7 == 0 ? "NA" : Double.toString(z + 0.3 * Math.sin(17 * i)))
                    .append(',');
            text.append(1 + i % 3).append('\n');
        }
        String gaps = Files.writeString(folder.resolve("gaps.csv"), text).toString();
        String[] options = {"--columns=a,b,c,d", "--weights=w", "--components=2", "--factors=1", "--heywood=bound(0.01)"
        };
        Command refused = fit(gaps, options);
        assertEquals(3, refused.status());
        assertTrue(refused.out().contains("--missing"), refused.out());
        String[] missing = Arrays.copyOf(options, options.length + 1);
        missing[options.length] = "--missing";
        Command fit = fit(gaps, missing);
        assertEquals(0, fit.status(), fit.err());
        String filled = Command.em("impute", model().toString(), gaps).out();
        assertEquals(61, filled.lines().count());
        assertFalse(filled.contains("NaN") || filled.contains(",,"), filled);
        String drawn =
                Command.em("impute", model().toString(), gaps, "--draws=2").out();
        assertEquals(121, drawn.lines().count());
    }

    @Test
    void aFitGoesOnFromItsFile() {
        Command first = fit(HOLZINGER, TESTS, "--components=2", "--factors=2", "--share=loadings");
        Path start = folder.resolve("start.json");
        assertTrue(model().toFile().renameTo(start.toFile()));
        Command second = fit(HOLZINGER, TESTS, "--start", start.toString(), "--max-iterations=0");
        assertEquals(
                first.json().at("/fit/logLikelihood").asDouble(),
                second.json().at("/fit/logLikelihood").asDouble());
        assertEquals("loadings", second.json().at("/shared/0").asText());
        Command other = fit(HOLZINGER, TESTS, "--start", start.toString(), "--share=noise");
        assertEquals(3, other.status());
        assertTrue(other.out().contains("ask for something else"), other.out());
    }

    /** Two factors of four columns are more than their covariances tell, of each component by itself. */
    @Test
    void moreFactorsThanColumnsCanTellAreNotIdentified() {
        Command fit = Command.em("fit", "mfa", "../data/iris.csv", "--components=3", "--factors=2");
        assertEquals(5, fit.status(), fit.err());
        assertTrue(
                fit.err()
                        .contains("each component: not identified: 2 factors on 4 columns leave -1 degrees of freedom"),
                fit.err());
        assertTrue(fit.err().contains("tried for you: it fits with --factors 1"), fit.err());
    }

    /** b and c tell their factor's loadings by their product alone. */
    @Test
    void aComponentThatIsNotIdentifiedIsNamedWithItsColumns() throws IOException {
        int[][] signs = {
            {1, 1, 1}, {1, -1, 1}, {-1, 1, 1}, {-1, -1, 1}, {1, 1, -1}, {1, -1, -1}, {-1, 1, -1}, {-1, -1, -1}
        };
        StringBuilder text = new StringBuilder("a,b,c\n");
        for (int centre : new int[] {0, 90}) {
            for (int[] s : signs) {
                text.append(centre + s[0] + ",").append(centre + s[1] + ",").append(centre + s[1] + 0.5 * s[2] + "\n");
            }
        }
        String file = Files.writeString(folder.resolve("two.csv"), text).toString();
        Command fit = fit(file, "--components=2", "--factors=1");
        assertEquals(5, fit.status(), fit.out());
        String detail = fit.json().at("/fit/detail").asText();
        assertTrue(
                detail.contains(
                        "not identified: the uniquenesses of columns 2 and 3 in component 1 and the uniquenesses"
                                + " of columns 2 and 3 in component 2 can change together"),
                detail);
        assertEquals("[\"b\",\"c\"]", fit.json().at("/fit/columns").toString());
    }

    @Test
    void uniquenessesAreKeptAboveABoundOrByAPrior() {
        for (String policy : new String[] {"bound(0.01)", "prior(1)"}) {
            Command fit =
                    fit("../data/iris.csv", "--components=2", "--factors=1", "--share=loadings", "--heywood=" + policy);
            assertEquals(0, fit.status(), fit.err());
            assertEquals(0, fit.json().get("heywood").size(), policy);
        }
        Command isotropic =
                fit("../data/iris.csv", "--components=2", "--factors=1", "--psi=isotropic", "--heywood=bound");
        assertEquals(3, isotropic.status());
        assertTrue(isotropic.out().contains("--heywood is for --psi diagonal"), isotropic.out());
    }

    @Test
    void standardErrorsHaveNames() {
        Command fit = fit(
                HOLZINGER,
                TESTS,
                "--components=2",
                "--factors=1",
                "--share=loadings,noise",
                "--standard-errors=information");
        assertEquals(0, fit.status(), fit.err());
        JsonNode errors = fit.json().at("/fit/standardErrors/estimates");
        assertEquals("weight of component 1", errors.at("/0/name").asText());
        assertTrue(errors.at("/0/standardError").asDouble() > 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--components 2 | say how many factors",
                "--factors 1 | say how many components",
                "--components 2 --factors 5 | 5 factors for 4 columns; use 1 to 4",
                "--components 2 --factors 4 --psi isotropic | 4 factors for 4 columns; use 1 to 3",
                "--components 0 --factors 1 | at least one component",
                "--components 151 --factors 1 | 150 rows of positive weight for 151 components",
            })
    void badInputIsASentence(String options, String fragment) {
        Command fit = Command.em(("fit mfa ../data/iris.csv " + options).split(" "));
        assertEquals(3, fit.status(), fit.err());
        assertTrue(fit.err().contains(fragment), fit.err());
    }

    @Test
    void columnsThatDoNotVaryAreNamed() throws IOException {
        Path constant = Files.writeString(folder.resolve("c.csv"), "a,b,c\n1,2,5\n2,1,5\n3,5,5\n4,4,5\n");
        Command fit = Command.em("fit", "mfa", constant.toString(), "--components=1", "--factors=1");
        assertEquals(5, fit.status());
        assertTrue(fit.err().contains("column 3 is \"c\""), fit.err());
    }
}
