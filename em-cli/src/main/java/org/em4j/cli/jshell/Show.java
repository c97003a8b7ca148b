package org.em4j.cli.jshell;

import java.awt.Desktop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.em4j.cli.task.MixtureTask;
import org.em4j.cli.terminal.Environment;
import org.em4j.cli.terminal.Outcome;
import org.em4j.core.Execution;
import org.em4j.core.TextPage;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.Fit;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.structural.report.StructuralSolution;
import org.em4j.gmm.GaussianMixture;
import org.em4j.io.Table;
import org.em4j.report.FitPage;
import org.em4j.report.figure.FactorFigures;
import org.em4j.report.figure.PathFigures;
import org.em4j.report.text.FactorAnalysisText;
import org.em4j.report.text.MixtureText;
import org.em4j.report.text.StructuralText;
import org.em4j.validation.reproduce.Picture;

/** The page of a fit, written and, where there is a browser, opened: what {@code em jshell} has beside em4j itself. */
public final class Show {
    private Show() {}

    /** A Gaussian mixture of a table: what {@code em fit gmm --report} writes. */
    public static void show(Fitted<?, ? extends GaussianMixture<?, ?>> fitted, Table table) throws IOException {
        List<Picture> pictures =
                MixtureTask.figures(fitted.parameters(), table.columns(), table.rows(), new Execution());
        TextPage text = MixtureText.page(fitted, Optional.empty(), table.rows(), table.columns());
        write("Gaussian mixture", fitted.fit(), text, pictures);
    }

    /** A factor analysis of a table. */
    public static void show(FactorSolution solution, Table table) throws IOException {
        Map<String, double[][]> loadings = new LinkedHashMap<>(Map.of("as fitted", solution.loadings()));
        solution.rotated().ifPresent(r -> loadings.put(r.rotation().name(), r.loadings()));
        List<Picture> pictures = new ArrayList<>(List.of(PathFigures.of(solution, table.columns())));
        pictures.addAll(FactorFigures.of(
                        table.columns(),
                        loadings,
                        solution.data().covariance(),
                        solution.theta().covariance(),
                        new double[0][])
                .all());
        TextPage text = FactorAnalysisText.page(solution, table.columns());
        write("Factor analysis", solution.estimate().fitted().fit(), text, pictures);
    }

    /** A structural model. */
    public static void show(StructuralSolution solution) throws IOException {
        String title = "Structural model";
        TextPage text =
                StructuralText.page(solution, title, solution.fit().sample().size() + " rows");
        write(title, solution.fit().fit(), text, List.of(PathFigures.of(solution)));
    }

    /** Any other fit: how it ended, and how it got there. */
    public static void show(Fit<?> fit) throws IOException {
        write("A fit", fit, new TextPage().words(fit.theta() + "\n"), List.of());
    }

    private static void write(String title, Fit<?> fit, TextPage text, List<Picture> pictures) throws IOException {
        // Asked before anything is drawn, for drawing does without a screen.
        boolean opens = Desktop.isDesktopSupported() && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE);
        Path file = Files.createTempFile("em4j-", ".html");
        FitPage page =
                new FitPage(title, Outcome.of(fit).name(), fit, text, pictures, Environment.command() + " jshell");
        Files.writeString(file, page.html(Environment.describe()));
        System.out.println("the page is " + file);
        if (opens) {
            Desktop.getDesktop().browse(file.toUri());
        }
    }
}
