package org.em4j.report;

import java.awt.Color;
import java.awt.Insets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.em4j.report.svg.Svg;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXFormula;
import org.scilab.forge.jlatexmath.TeXIcon;

/** LaTeX, typeset as shapes; a shape that occurs again is written once. */
final class Formula {
    private static final float SIZE = 20;
    private static final Pattern GLYPH = Pattern.compile("<path d=\"([^\"]+)\" style=\"stroke:none;\"/>");

    private final Map<String, Integer> glyphs = new LinkedHashMap<>();

    /** A formula for a page that has {@link #definitions} somewhere. */
    String element(String latex, String spoken) {
        TeXIcon icon = new TeXFormula(latex).createTeXIcon(TeXConstants.STYLE_DISPLAY, SIZE);
        icon.setInsets(new Insets(2, 2, 2, 2));
        icon.setForeground(Color.BLACK);
        Svg svg = Svg.paint(icon.getIconWidth(), icon.getIconHeight(), g -> icon.paintIcon(null, g, 0, 0));
        String shared = GLYPH.matcher(svg.content())
                .replaceAll(m -> "<use href=\"#g" + glyphs.computeIfAbsent(m.group(1), glyph -> glyphs.size())
                        + "\" stroke=\"none\"/>");
        return new Svg(svg.width(), svg.height(), shared).element(spoken);
    }

    /** The shapes that the formulas of the page refer to. */
    String definitions() {
        return glyphs.entrySet().stream()
                .map(e -> "<path id=\"g" + e.getValue() + "\" d=\"" + e.getKey() + "\"/>")
                .collect(Collectors.joining(
                        "",
                        "<svg width=\"0\" height=\"0\" aria-hidden=\"true\" focusable=\"false\"><defs>",
                        "</defs></svg>"));
    }
}
