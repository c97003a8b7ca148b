package org.em4j.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gallery.discrete.Bernoullis;
import org.em4j.io.Columns;
import org.em4j.io.Table;
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
                    "discrete/Poisson",
                    80,
                    "PoissonMixtureLaws",
                    "Hasselblad (1969), as SQUAREM's vignette has it"),
            new Entry(
                    "zero-inflated Poisson",
                    "new ZeroInflatedPoisson()",
                    "discrete/ZeroInflatedPoisson",
                    80,
                    "ZeroInflatedPoissonLaws",
                    "pscl, on Long's biochemists"),
            new Entry(
                    "latent classes: a mixture of Bernoullis",
                    "new Mixture<>(2, new Bernoullis(4, 0))",
                    "discrete/Bernoullis",
                    80,
                    "LatentClassLaws",
                    "poLCA on carcinoma, flexmix, and Goodman (1974) on Stouffer and Toby's data"),
            new Entry(
                    "mixture of gammas, by the default M-step",
                    "new Mixture<>(2, new GammaDensity())",
                    "continuous/GammaDensity",
                    60,
                    "GammaMixtureLaws",
                    "R's optim on the log-likelihood, Old Faithful's waits"),
            new Entry(
                    "mixture of Student's t",
                    "new Mixture<>(2, new StudentT(2))",
                    "continuous/StudentT",
                    150,
                    "StudentTMixtureLaws",
                    "R's optim on the log-likelihood, drawn data"),
            new Entry(
                    "mixture of linear regressions",
                    "new Mixture<>(2, new LinearRegression(1))",
                    "regression/LinearRegression",
                    100,
                    "MixtureOfRegressionsLaws",
                    "mixtools, on the tone data of de Veaux (1989)"),
            new Entry(
                    "mixture of experts: regressions whose weights follow a covariate",
                    "new GatedMixture<>(new MultinomialLogit<>(2, 2, (double[] x) -> new double[] {1, x[0]}), new LinearRegression(1))",
                    "",
                    0,
                    "MixtureOfExpertsLaws",
                    "groups whose log odds have a closed form"),
            new Entry(
                    "censored (Tobit) regression",
                    "new CensoredRegression(2)",
                    "regression/CensoredRegression",
                    61,
                    "CensoredRegressionLaws",
                    "survival's survreg, on Tobin's (1958) durable goods and lung cancer, weighted too"),
            new Entry(
                    "linear mixed model: intercepts and slopes that differ from group to group",
                    "new MixedModel(1, List.of(0))",
                    "regression/MixedModel",
                    150,
                    "MixedModelLaws",
                    "lme4, on reaction times without sleep"),
            new Entry(
                    "mixture of Weibull times, right-censored",
                    "new Mixture<>(2, new Weibull())",
                    "continuous/Weibull",
                    60,
                    "WeibullLaws",
                    "survival's survreg, on lung cancer, weighted too"),
            new Entry(
                    "negative binomial counts: gamma rates",
                    "new NegativeBinomial()",
                    "discrete/NegativeBinomial",
                    60,
                    "NegativeBinomialLaws",
                    "MASS' glm.nb, on days absent from school"),
            new Entry(
                    "Dirichlet shares",
                    "new Mixture<>(2, new Dirichlet())",
                    "continuous/Dirichlet",
                    60,
                    "DirichletLaws",
                    "R's optim on the log-likelihood, drawn data"),
            new Entry(
                    "Dirichlet-multinomial counts: shares that differ",
                    "new DirichletMultinomial()",
                    "discrete/DirichletMultinomial",
                    60,
                    "DirichletMultinomialLaws",
                    "dirmult, on alleles of six populations"),
            new Entry(
                    "mixture of von Mises directions",
                    "new Mixture<>(2, new VonMises())",
                    "continuous/VonMises",
                    62,
                    "VonMisesLaws",
                    "R's optim on the log-likelihood, drawn data"),
            new Entry(
                    "Poisson counts with normal log rates, by a Monte Carlo E-step",
                    "new PoissonLogNormal(100, 1)",
                    "discrete/PoissonLogNormal",
                    150,
                    "PoissonLogNormalLaws",
                    "quadrature"),
            new Entry(
                    "Gaussian hidden Markov model",
                    "new HiddenMarkov<>(new Mixture<>(3, new Gaussian(2)))",
                    "sequence/HiddenMarkov",
                    220,
                    "HiddenMarkovLaws",
                    "Zucchini and MacDonald (2009), with Poisson emissions, on earthquakes; depmixS4, with times and answers, gaps and paths"),
            new Entry(
                    "local level with gaps, by a Kalman smoother",
                    "new LocalLevel(1000, 1e7)",
                    "sequence/LocalLevel",
                    150,
                    "LocalLevelLaws",
                    "R's StructTS and optim on the log-likelihood, on the Nile, with Durbin and Koopman's (2012) gaps too"),
            new Entry(
                    "linear Gaussian state space model with gaps",
                    "new StateSpace(new double[][] {{1, 0}}, FullNormal.of(new double[] {0, 0}, new double[][] {{9, 0}, {0, 9}}), true)",
                    "sequence/StateSpace",
                    150,
                    "StateSpaceLaws",
                    "astsa's filter and R's optim, on blood after a transplant; the local level"),
            new Entry(
                    "latent classes of answers out of several, with gaps",
                    "new Mixture<>(3, new Product<>(List.of(new Part<>(\"sex\", new Row(2).count(0), new Categorical(2)), new Part<>(\"party\", new Row(2).count(1), new Categorical(4)))))",
                    "discrete/Categorical",
                    60,
                    "MixedClassLaws",
                    "poLCA, on the General Social Survey and on cheating students, with a covariate"),
            new Entry(
                    "latent classes of columns of any kinds, with gaps",
                    "new Mixture<>(2, new Product<>(List.of(new Part<>(\"calls\", new Row(3).count(0), new Poisson()), new Part<>(\"size\", new Row(3).part(1, 2), new Gaussian(2)))))",
                    "",
                    0,
                    "ProductLaws",
                    "an EM written out in R, drawn data"),
            new Entry(
                    "graded response model of items; of two answers it is the 2PL",
                    "new GradedResponse(List.of(2, 2, 4), 21)",
                    "item/GradedResponse",
                    150,
                    "GradedResponseLaws",
                    "ltm, on the Law School Admission Test and on attitudes to science"),
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
        try (var files = Files.walk(MODELS)) {
            List<String> missing = files.filter(GalleryPageTest::isModel)
                    .map(f -> MODELS.relativize(f).toString().replace(".java", ""))
                    .filter(name -> GALLERY.stream().noneMatch(e -> e.file.equals(name)))
                    .toList();
            assertTrue(missing.isEmpty(), missing::toString);
        }
    }

    /** What is not is part of a model, or makes models of others. */
    private static boolean isModel(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.readString(file).matches("(?s).*\\npublic record [^{]*implements LatentModel<.*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the page's example prints. */
    private static String carcinoma() {
        List<String> items = List.of("A", "B", "C", "D", "E", "F", "G");
        Rows slides = Table.read(
                        Path.of("../data/carcinoma.csv"), Columns.of(items).weights("slides"))
                .rows();
        Fit<MixtureParameters<double[]>> fit = new Em()
                .fit(
                        new Mixture<>(3, new Bernoullis(items, 0)),
                        slides,
                        new MixtureParameters<>(
                                new double[] {0.4, 0.2, 0.4},
                                List.of(
                                        new double[] {0.1, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1},
                                        new double[] {0.5, 0.9, 0.1, 0.1, 0.7, 0.1, 0.6},
                                        new double[] {0.9, 0.9, 0.8, 0.6, 0.9, 0.5, 0.9})));
        double logLikelihood = fit.trace().last().logLikelihood();
        double bic = new InformationCriteria(23, logLikelihood, 118).bic();
        String edge = String.join("\n", ((Fit.Converged<?>) fit).edge());
        return "%s%n%.3f, BIC %.4f%n".formatted(edge, logLikelihood, bic);
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
                                e.file.isEmpty()
                                        ? "composed"
                                        : "[%s](%s/%s.java)"
                                                .formatted(Path.of(e.file).getFileName(), MODELS, e.file),
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
                ## Latent classes, and probabilities of 0 and 1

                Seven pathologists, A to G, looked at 118 slides for carcinoma (Landis and Koch 1977). Three latent classes, as in the
                vignette of R's poLCA:

                ```java
                List<String> items = List.of("A", "B", "C", "D", "E", "F", "G");
                Rows slides = Table.read(Path.of("data/carcinoma.csv"), Columns.of(items).weights("slides")).rows();
                Mixture<double[], double[], Observed, Sums> classes = new Mixture<>(3, new Bernoullis(items, 0));
                MixtureParameters<double[]> start = new MixtureParameters<>(
                        new double[] {0.4, 0.2, 0.4},
                        List.of(
                                new double[] {0.1, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1},
                                new double[] {0.5, 0.9, 0.1, 0.1, 0.7, 0.1, 0.6},
                                new double[] {0.9, 0.9, 0.8, 0.6, 0.9, 0.5, 0.9}));
                Fit<MixtureParameters<double[]>> fit = new Em().fit(classes, slides, start);
                double logLikelihood = fit.trace().last().logLikelihood();
                System.out.println(String.join("\\n", ((Fit.Converged<?>) fit).edge()));
                System.out.println(String.format("%%.3f, BIC %%.4f", logLikelihood, new InformationCriteria(23, logLikelihood, 118).bic()));
                ```

                ```
                %s```

                `fit.describe()` says so in one sentence. poLCA prints a log-likelihood of -293.705 and a BIC of 697.1357, and so does an EM written out in R from each of 30 starts:

                | class share | A | B | C | D | E | F | G |
                |--:|--:|--:|--:|--:|--:|--:|--:|
                | 0.3736 | 0.0573 | 0.1379 | **0** | **0** | 0.0551 | **0** | **0** |
                | 0.1817 | 0.5128 | **1** | **0** | 0.0576 | 0.7506 | **0** | 0.6307 |
                | 0.4447 | **1** | 0.9809 | 0.8575 | 0.5862 | **1** | 0.4764 | **1** |

                Ten of the 21 probabilities are exactly 0 or 1. EM comes nearer to such an edge in each step and never gets there; a fit
                that has come to rest on its way there is moved onto it, where the log-likelihood is no lower, and says so. Standard errors
                are those of the other thirteen parameters, conditional on it. So it is with impossible transitions of a hidden Markov model,
                inflation of 0, a rate of 0, and a t distribution that is normal; [Add a model](add-a-model.md) says how a model has edges.

                ## Columns of any kinds, and gaps

                A `Product` multiplies independent models, each of a `Part` of the observation. A mixture of it is a latent class model whose
                columns are counts, answers and measurements side by side. A part that is missing is left out of the product for that
                observation, which is right where it is missing at random (Rubin 1976):

                ```java
                Row row = new Row(3); // calls, and two measurements
                Product<double[]> product = new Product<>(List.of(
                        new Part<>("calls", row.count(0), new Poisson()), new Part<>("size", row.part(1, 2), new Gaussian(2))));
                var twoClasses = new Mixture<>(2, product);
                double nan = Double.NaN;
                Rows people = Rows.of(
                        new double[][] {{0, 1, 2}, {1, 2, 1}, {nan, 1, 1}, {0, 2, 2}, {7, 5, 5}, {9, 6, nan}, {8, 6, 4}, {6, nan, nan}},
                        Missing.LATENT);
                FullNormal small = FullNormal.of(new double[] {1, 1}, new double[][] {{1, 0}, {0, 1}});
                FullNormal large = FullNormal.of(new double[] {5, 5}, new double[][] {{1, 0}, {0, 1}});
                var from = new MixtureParameters<>(
                        new double[] {0.5, 0.5}, List.of(new Product.Theta(List.of(1.0, small)), new Product.Theta(List.of(5.0, large))));
                var found = new Em().fit(twoClasses, people, from);
                System.out.println(product.of(product.parts().get(0), found.theta().components().get(1))); // 7.5 calls
                ```

                Answers out of several are `Categorical`, numbered from 0; ordered scales are taken as such, too. With a gate, the classes'
                shares depend on covariates, which is latent class regression. Who of 315 students cheats (Dayton 1998), given the marks:

                ```java
                Rows students = Table.read(
                                Path.of("data/cheating.csv"),
                                Columns.of(List.of("lieexam", "liepaper", "fraud", "copyexam", "gpa")).missing(Missing.LATENT).weights("students"))
                        .rows();
                List<double[]> marked = Arrays.stream(students.toArray()).filter(x -> !Double.isNaN(x[4])).toList();
                double[] many = Arrays.copyOfRange(students.weights(), students.size() - marked.size(), students.size()); // gaps come first
                Row student = new Row(5);
                var cheats = new Product<double[]>(List.of(
                        new Part<>("lied in an exam", student.count(0), new Categorical(2)),
                        new Part<>("lied of a paper", student.count(1), new Categorical(2)),
                        new Part<>("bought a paper", student.count(2), new Categorical(2)),
                        new Part<>("copied in an exam", student.count(3), new Categorical(2))));
                var byMarks = new MultinomialLogit<double[]>(2, 2, x -> new double[] {1, x[4]});
                double[] half = {0.5, 0.5};
                double[] seldom = {0.9, 0.1};
                var honest = new Product.Theta(List.of(seldom, seldom, seldom, seldom));
                var cheater = new Product.Theta(List.of(half, half, half, half));
                var whoCheats = new Em().fit(
                        new GatedMixture<>(byMarks, cheats),
                        Observations.of(marked, many),
                        new GatedParameters<>(byMarks.equal(), List.of(honest, cheater)));
                System.out.println(String.format("%%.4f", whoCheats.trace().last().logLikelihood())); // -429.6384, as poLCA's manual page
                ```

                Parts of rows are columns; of other observations they are whatever a `Place` reads, such as a component of a record. The parts'
                M-steps, edges, coordinates and draws are the product's, and errors name the part.

                ## Counts whose shares differ

                Counts of categories vary more than multinomial counts do where each row has shares of its own. The Dirichlet-multinomial
                has the shares latent; they are a `Dirichlet`, which also fits shares that are seen. Alleles at the locus D13S317 in six
                populations, as in R's dirmult:

                ```java
                List<double[]> alleles = List.of(
                        new double[] {18, 85, 173, 45, 13, 0, 13, 10, 1},
                        new double[] {8, 98, 128, 51, 17, 1, 7, 10, 0},
                        new double[] {20, 125, 121, 43, 14, 0, 39, 30, 0},
                        new double[] {41, 82, 88, 56, 23, 0, 27, 89, 0},
                        new double[] {12, 135, 222, 70, 26, 1, 10, 12, 0},
                        new double[] {9, 47, 54, 27, 14, 0, 9, 8, 0});
                double[] alike = {1, 1, 1, 1, 1, 1, 1, 1, 1};
                Fit<double[]> alleleFit = new Em().fit(new DirichletMultinomial(), Observations.of(alleles), alike);
                double precision = Arrays.stream(alleleFit.theta()).sum(); // 67: theta of population genetics is 1 / (1 + 67)
                System.out.println(String.format("%%.2f", alleleFit.trace().last().logLikelihood())); // -148.04, as dirmult
                ```

                ## Sequences, and the states behind them

                An observation of a hidden Markov model is a whole sequence; several are fitted together. Emissions are those of any model,
                so a `Product` gives sequences columns of any kinds, and gaps. One person's response times (log ms) and answers in
                three series (Dutilh et al. 2011), with two states, of guessing and of answering, as in depmixS4's manual:

                ```java
                double[][] trials = Table.read(Path.of("data/speed.csv"), List.of("rt", "corr")).rows().toArray();
                List<double[]> steps = List.of(trials);
                List<List<double[]>> threeSeries = List.of(steps.subList(0, 168), steps.subList(168, 302), steps.subList(302, 439));
                Row trial = new Row(2);
                Product<double[]> response = new Product<>(List.of(
                        new Part<>("rt", trial.part(0), new Gaussian(1)), new Part<>("corr", trial.count(1), new Categorical(2))));
                var chain = new HiddenMarkov<>(new Mixture<>(2, response));
                var guessing = new Product.Theta(List.of(FullNormal.of(new double[] {5.5}, new double[][] {{0.1}}), new double[] {0.5, 0.5}));
                var answering = new Product.Theta(List.of(FullNormal.of(new double[] {6.4}, new double[][] {{0.1}}), new double[] {0.1, 0.9}));
                var chainFit = new Em().fit(
                        chain,
                        Observations.of(threeSeries),
                        new HiddenMarkov.Theta<>(
                                new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(guessing, answering)),
                                new double[][] {{0.9, 0.1}, {0.1, 0.9}}));
                System.out.println(String.format("%%.4f", chainFit.trace().last().logLikelihood())); // -296.1078, as depmixS4
                double[][] smoothed = chain.posterior(chainFit.theta()).apply(threeSeries.get(0)).smoothed(); // (168 x 2)
                int[] path = chain.mostProbablePath(chainFit.theta(), threeSeries.get(0)); // Viterbi's
                ```

                The smoothed probabilities are of each state at each time, given the whole sequence; the path is the most probable of all paths,
                which need not go through the most probable states. `sampler` draws sequences as long as others, with their gaps.

                States may be numbers, too. In a linear Gaussian state space model (Shumway and Stoffer 1982) they move by a transition
                and a random step, and columns are seen through loadings, with noise and with gaps. Blood after a transplant (Jones 1984),
                in three columns on 91 days, 111 values missing:

                ```java
                double[][] samples = Table.read(
                                Path.of("data/blood.csv"), Columns.of(List.of("day", "WBC", "PLT", "HCT")).missing(Missing.LATENT))
                        .rows()
                        .toArray();
                Arrays.sort(samples, Comparator.comparingDouble(r -> r[0])); // rows come by what is missing of them
                double[][] blood = Arrays.stream(samples).map(r -> Arrays.copyOfRange(r, 1, 4)).toArray(double[][]::new);
                double[][] identity = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
                FullNormal firstDay = FullNormal.of(new double[] {2, 4.5, 30}, new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 25}});
                StateSpace health = new StateSpace(identity, firstDay, true); // its transition is a parameter
                var still = new StateSpace.Theta(
                        identity,
                        FullNormal.of(new double[3], new double[][] {{0.01, 0, 0}, {0, 0.01, 0}, {0, 0, 1}}),
                        new double[] {0.01, 0.01, 1});
                Fit<StateSpace.Theta> healthFit = new Em().fit(health, Observations.of(List.<double[][]>of(blood)), still);
                System.out.println(String.format("%%.3f", healthFit.trace().last().logLikelihood())); // -88.134, as astsa's filter and optim
                double[][] course = health.posterior(healthFit.theta()).apply(blood).means(); // smoothed (91 x 3), in gaps too
                ```

                With a transition that is given it is a structural model: a state that stays is the `LocalLevel`.

                ## Groups, and lines of their own

                Rows of one person, school or plot are alike. In a linear mixed model (Laird and Ware 1982) a group's intercept, and some of
                its slopes, differ from the common ones by normal effects. Reaction times of 18 people in ten days without sleep, as in
                lme4's `lmer(Reaction ~ Days + (Days | Subject), REML = FALSE)`:

                ```java
                double[][] nights = Table.read(Path.of("data/sleepstudy.csv"), List.of("days", "reaction")).rows().toArray();
                List<double[][]> sleepers = new ArrayList<>();
                for (int i = 0; i < nights.length; i += 10) {
                    sleepers.add(Arrays.copyOfRange(nights, i, i + 10)); // ten days each
                }
                MixedModel ownLines = new MixedModel(1, List.of(0));
                var commonLine = new MixedModel.Theta(
                        FullNormal.of(new double[] {4.5, 300}, new double[][] {{8, 0}, {0, 3000}}), // of rows
                        FullNormal.of(new double[] {0, 0}, new double[][] {{500, 0}, {0, 50}})); // of a group's intercept and slope
                Fit<MixedModel.Theta> sleepFit = new Em().fit(ownLines, Observations.of(sleepers), commonLine);
                System.out.println(String.format("%%.2f", sleepFit.trace().last().logLikelihood())); // -875.97, as lme4
                LinearRegression.Line sleepLine = LinearRegression.Line.of(sleepFit.theta().rows()); // 251.4 + 10.47 days
                double[][] between = sleepFit.theta().effects().covariance(); // (2 x 2)
                double[] first = ownLines.posterior(sleepFit.theta()).apply(sleepers.get(0)).mean(); // 2.8 ms, 9.1 ms a day
                ```

                A `Mixture` of it has classes of groups: growth mixtures.

                ## Items, and the ability behind them

                What people answer depends on an ability, or an attitude, that nobody sees. Five questions of the Law School Admission Test
                and 1000 people (Bock and Lieberman 1970), by the two-parameter logistic model:

                ```java
                List<String> questions = List.of("item1", "item2", "item3", "item4", "item5");
                Rows test = Table.read(Path.of("data/lsat6.csv"), Columns.of(questions).weights("people")).rows();
                GradedResponse lsat = GradedResponse.twoParameterLogistic(5, 21);
                Fit<List<GradedResponse.Item>> itemFit = new Em().fit(lsat, test, lsat.start());
                System.out.println(String.format("%%.3f", itemFit.trace().last().logLikelihood())); // -2466.653, as ltm
                GradedResponse.Item third = itemFit.theta().get(2);
                System.out.println(String.format("slope %%.3f, difficulty %%.3f", third.slope(), third.thresholds()[0])); // 0.891, -0.280
                double ability = lsat.posterior(itemFit.theta()).apply(new double[] {0, 1, 1, 0, 1}).mean(); // -0.42: expected a posteriori
                ```

                Items with more than two ordered answers have a threshold between each two of them (Samejima 1969). NaN is an answer that
                was not given. Abilities are normal, at the nodes of a quadrature that stay where they are: what EM climbs is the exact
                likelihood of that model, and ltm's with as many nodes. A `Mixture` of it has latent classes of people for whom items work
                differently.

                Lines are those of code, without blank lines, comments and imports. What models are held against was run once;
                script and numbers are in `em-gallery/src/test/resources`. `./mvnw test -Plong -pl em-validation -am
                -Dtest=GalleryPageTest` writes this page, and every build checks that it is current.
                """.formatted(code, table, carcinoma());
        Page.write("gallery.md", page);
        assertEquals(page, Page.read("gallery.md"), "it is old: make it again with -Plong");
    }
}
