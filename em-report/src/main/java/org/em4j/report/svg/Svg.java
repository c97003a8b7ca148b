package org.em4j.report.svg;

import java.awt.Graphics2D;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;

/**
 * What was painted, as SVG. Text becomes shapes, because fonts differ between machines. Black becomes the colour of
 * the text around the picture, so that it can be read on light and on dark ground.
 *
 * @param width in pixels
 * @param height in pixels
 * @param content elements
 */
public record Svg(int width, int height, String content) {
    /** Paints a picture. */
    public static Svg paint(int width, int height, Consumer<Graphics2D> painting) {
        SVGGraphics2D graphics = new SVGGraphics2D(context(), true);
        painting.accept(graphics);
        StringWriter out = new StringWriter();
        try {
            graphics.stream(graphics.getRoot(), out, true, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Svg(width, height, terse(out.toString()));
    }

    private static SVGGeneratorContext context() {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
            SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
            context.setPrecision(4); // scales of small glyphs are 0.007
            return context;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is inside the outer element, without what browsers do not need. */
    private static String terse(String document) {
        String inside =
                document.substring(document.indexOf('>', document.indexOf("<svg")) + 1, document.lastIndexOf("</svg"));
        return inside.replaceAll("(color|font|image|text|shape)-[a-z]+:[^;\"]*;\\s*", "")
                .replaceAll("rgb\\(0,0,0\\)|(?<=:)black", "currentColor")
                .replaceAll("\\s+", " ")
                .replaceAll("\\s*(?=/?>)|(?<=>) (?=<)| style=\"\"| xml:space=\"preserve\"", "")
                .replaceAll("M((\\d+)(?:\\.5)?) (\\S+) L\\2\\.[05]1 \\3(?=[ \"])", "M$1 $3h.01") // dots
                .replaceAll("<defs id=\"[a-zA-Z0-9]+\"/>", "");
    }

    /** A copy whose shapes are to a hundredth of a pixel, which is enough for those that are not enlarged. */
    Svg brief() {
        String shapes = SHAPE.matcher(content).replaceAll(m -> m.group().replaceAll("(\\.\\d\\d)\\d+", "$1"));
        return new Svg(width, height, shapes);
    }

    /** A copy with names of its own for what it refers to: one page has one name space. */
    Svg named(String prefix) {
        return new Svg(width, height, content.replaceAll("(\\bid=\"|url\\(#)", "$1" + prefix + "-"));
    }

    /** An element for a page, which shrinks to the room there is. */
    public String element(String label) {
        return "<svg role=\"img\" aria-label=\"" + escape(label) + "\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\" " + PAINT + ">" + content + "</svg>";
    }

    /** A file that is shown or printed so many millimetres wide, in a colour. */
    String file(String label, double millimetres, String ink) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" color=\"" + ink + "\" role=\"img\" aria-label=\""
                + escape(label)
                + "\" width=\"" + size(millimetres) + "\" height=\"" + size(millimetres * height / width)
                + "\" viewBox=\"0 0 "
                + width + " " + height + "\" " + PAINT + "><title>" + escape(label) + "</title>" + content + "</svg>\n";
    }

    private static String size(double millimetres) {
        return String.format(Locale.ROOT, "%.2fmm", millimetres);
    }

    private static final Pattern SHAPE = Pattern.compile("\\bd=\"[^\"]*\"");

    private static final String PAINT =
            "fill=\"currentColor\" stroke=\"currentColor\" stroke-linecap=\"square\" stroke-miterlimit=\"10\"";

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
