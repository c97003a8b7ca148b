package org.em4j.report.svg;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DColorMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.util.Matrix;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Panel;

/**
 * A picture as a file of its own, as wide as journals have them: one column, 85 mm, or two, 170 mm. Its text is of 7 points there.
 *
 * @param picture what is shown
 * @param columns panels in a row
 * @param width of a panel, in pixels
 * @param heights of the rows, in pixels
 */
public record Sheet(Picture picture, int columns, int width, List<Integer> heights) {
    /** Width of one column, in millimetres and in pixels. */
    private static final double COLUMN = 85;

    private static final int PIXELS = 400;

    private static final double POINTS = 72 / 25.4;

    /** All panels, side by side where two of them fit. */
    public static Sheet of(Picture picture) {
        List<Panel> panels = picture.panels();
        int width =
                panels.stream().mapToInt(p -> Pictures.width(picture, p)).max().orElse(PIXELS);
        int abreast = picture.abreast() > 0 ? picture.abreast() : Math.max(1, 2 * PIXELS / width);
        int columns = Math.max(1, Math.min(abreast, panels.size()));
        List<Integer> heights = IntStream.iterate(0, i -> i < panels.size(), i -> i + columns)
                .mapToObj(i -> panels.subList(i, Math.min(i + columns, panels.size())).stream()
                        .mapToInt(p -> Pictures.height(p, width))
                        .max()
                        .orElse(0))
                .toList();
        return new Sheet(picture, columns, width, heights);
    }

    private int across() {
        return columns * width;
    }

    private int down() {
        return heights.stream().mapToInt(Integer::intValue).sum();
    }

    private double millimetres() {
        return across() > PIXELS ? 2 * COLUMN : COLUMN;
    }

    private void paint(Graphics2D g, Color ground) {
        g.setColor(ground);
        g.fill(new Rectangle2D.Double(0, 0, across(), down()));
        int top = 0;
        for (int i = 0; i < picture.panels().size(); i++) {
            Graphics2D part = (Graphics2D) g.create();
            part.translate(i % columns * width, top);
            Pictures.paint(picture.panels().get(i), part, width);
            part.dispose();
            top += i % columns == columns - 1 ? heights.get(i / columns) : 0;
        }
    }

    /** As SVG, whose title is the caption. */
    public String svg(Theme theme) {
        return Svg.paint(across(), down(), g -> paint(g, theme.ground()))
                .brief()
                .file(picture.caption(), millimetres(), theme.ink());
    }

    /** As one page of PDF of the picture's size, whose title is the caption; letters are shapes. */
    public byte[] pdf(Theme theme) {
        float scale = (float) (millimetres() * POINTS / across());
        try (PDDocument document = new PDDocument()) {
            document.setDocumentId(1L); // else it is of the time: the same picture is the same bytes
            document.getDocumentInformation().setTitle(picture.caption());
            PDPage page = new PDPage(new PDRectangle(scale * across(), scale * down()));
            document.addPage(page);
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, across(), down());
            g.setColorMapper(new PdfBoxGraphics2DColorMapper() {
                @Override
                public PDColor mapColor(Color colour, IColorMapperEnv environment) {
                    return super.mapColor(theme.of(colour), environment);
                }
            });
            paint(g, theme.ground());
            g.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.transform(Matrix.getScaleInstance(scale, scale));
                content.drawForm(g.getXFormObject());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
