package org.em4j.report.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.em4j.validation.reproduce.Picture.Arrow;
import org.em4j.validation.reproduce.Picture.Diagram;
import org.em4j.validation.reproduce.Picture.Node;
import org.junit.jupiter.api.Test;

class PathsTest {
    private static Diagram confirmatory(int factors, int each, String name) {
        List<Node> nodes = new ArrayList<>();
        List<Arrow> arrows = new ArrayList<>();
        for (int j = 0; j < factors * each; j++) {
            nodes.add(new Node(name + j, 0));
            arrows.add(new Arrow(j, j, 0.5, true, true));
            arrows.add(new Arrow(factors * each + j / each, j, -0.75, false, true));
        }
        for (int a = 0; a < factors; a++) {
            nodes.add(new Node("factor " + name + a, 1));
            arrows.add(new Arrow(factors * each + a, factors * each + a, 1, true, true));
            for (int b = 0; b < a; b++) {
                arrows.add(new Arrow(factors * each + b, factors * each + a, 0.25, true, false));
            }
        }
        return new Diagram("Standardised", nodes, arrows);
    }

    private static List<Rectangle2D> drawn(Diagram diagram) {
        return Paths.draw(diagram, new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics());
    }

    @Property(tries = 60)
    void noNumberCoversAnotherNorAName(
            @ForAll @IntRange(min = 1, max = 4) int factors, @ForAll @IntRange(min = 2, max = 6) int each) {
        Diagram diagram = confirmatory(factors, each, "a column ");
        List<Rectangle2D> taken = drawn(diagram);
        assertEquals(diagram.nodes().size() + diagram.arrows().size(), taken.size(), "each has its place");
        PathLayout layout = new PathLayout(diagram);
        Rectangle2D whole = new Rectangle2D.Double(0, 0, layout.width(), layout.height());
        for (int i = 0; i < taken.size(); i++) {
            assertTrue(whole.contains(taken.get(i)), taken.get(i) + " is cut");
            for (int j = 0; j < i; j++) {
                assertFalse(taken.get(i).intersects(taken.get(j)), taken.get(i) + " covers " + taken.get(j));
            }
        }
    }

    @Test
    void factorsStandBesideWhatTheyPointAtAndThoseOfFactorsFurtherLeft() {
        List<Node> nodes =
                List.of(new Node("a", 0), new Node("b", 0), new Node("f", 1), new Node("g", 1), new Node("second", 2));
        List<Arrow> arrows = List.of(
                new Arrow(2, 0, 1, false, true),
                new Arrow(3, 1, 1, false, true),
                new Arrow(4, 2, 1, false, true),
                new Arrow(4, 3, 1, false, true));
        PathLayout layout = new PathLayout(new Diagram("", nodes, arrows));
        assertTrue(layout.box(4).getMaxX() < layout.box(2).getX()
                && layout.box(2).getMaxX() < layout.box(0).getX());
        assertEquals(
                (layout.box(2).getCenterY() + layout.box(3).getCenterY()) / 2,
                layout.box(4).getCenterY(),
                1e-9);
        assertTrue(layout.box(2).getCenterY() < layout.box(3).getCenterY());
    }

    @Test
    void whatIsSeenIsSaid() {
        assertEquals(
                "factor 0 points at 0 -0.75, 1 -0.75; factor 1 points at 2 -0.75, 3 -0.75; factor 0 and factor 1 covary, 0.25"
                        + " (dashed); residual variances: 0 0.50, 1 0.50, 2 0.50, 3 0.50, factor 0 1.00, factor 1 1.00.",
                Paths.describe(confirmatory(2, 2, "")));
    }
}
