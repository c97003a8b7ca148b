package org.em4j.report.svg;

import java.awt.Color;
import org.em4j.validation.reproduce.Picture;

/** Colours that are told apart on light and on dark ground, and by those who do not see all of them. */
final class Palette {
    static final Color GREY = new Color(150, 150, 150);

    private static final Color[] COLOURS = {
        new Color(31, 119, 180),
        new Color(217, 105, 11),
        new Color(26, 148, 96),
        new Color(176, 74, 158),
        new Color(168, 130, 10),
        new Color(210, 65, 65),
        new Color(95, 95, 205),
        new Color(20, 150, 160),
        new Color(140, 95, 70)
    };

    private Palette() {}

    /** Number k of the palette, which begins anew at its end; before its beginning, grey, and that of text. */
    static Color of(int k) {
        return k < -1 ? Color.BLACK : k < 0 ? GREY : COLOURS[k % COLOURS.length];
    }

    /** A blend. */
    static Color of(Picture.Colour blend) {
        Color from = of(blend.from());
        Color to = of(blend.to());
        return new Color(
                mixed(from.getRed(), to.getRed(), blend.share()),
                mixed(from.getGreen(), to.getGreen(), blend.share()),
                mixed(from.getBlue(), to.getBlue(), blend.share()));
    }

    /** A colour that lets a share of what is behind it through. */
    static Color sheer(Color colour, double share) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) (255 * share));
    }

    private static int mixed(int from, int to, double share) {
        return (int) Math.round(from + share * (to - from));
    }
}
