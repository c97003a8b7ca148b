package org.em4j.validation.reproduce.em3695.example;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.validation.reproduce.Matrices;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/** Mixtures of two components in two dimensions: responsibilities as colours, covariances as ellipses. */
public final class MixturePictures {
    private static final int SHADES = 9;

    private MixturePictures() {}

    /** A frame: the rows in the colour of their responsibilities, and where two standard deviations lie. */
    public static Plot frame(String title, Axis x, Axis y, MixtureCase at, double[][] responsibilities) {
        List<Series> series = new ArrayList<>();
        for (int shade = 0; shade < SHADES; shade++) {
            int these = shade;
            int[] rows = IntStream.range(0, at.x().length)
                    .filter(i -> Math.round(responsibilities[i][1] * (SHADES - 1)) == these)
                    .toArray();
            if (rows.length > 0) {
                series.add(
                        new Series("", column(at, rows, 0), column(at, rows, 1), Mark.POINTS, shade / (SHADES - 1.0)));
            }
        }
        for (int k = 0; k < at.size(); k++) {
            series.add(ellipse("component " + (k + 1), at.means()[k], at.covariances()[k], k));
        }
        return new Plot(title, x, y, series);
    }

    private static double[] column(MixtureCase at, int[] rows, int j) {
        return Arrays.stream(rows).mapToDouble(i -> at.x()[i][j]).toArray();
    }

    private static Series ellipse(String name, double[] mean, double[][] covariance, double colour) {
        RealMatrix root = new CholeskyDecomposition(Matrices.of(covariance)).getL();
        double[] x = new double[73];
        double[] y = new double[73];
        for (int i = 0; i < x.length; i++) {
            double angle = 2 * Math.PI * i / (x.length - 1);
            double[] point = root.operate(new double[] {2 * Math.cos(angle), 2 * Math.sin(angle)});
            x[i] = mean[0] + point[0];
            y[i] = mean[1] + point[1];
        }
        return new Series(name, x, y, Mark.LINE, colour);
    }
}
