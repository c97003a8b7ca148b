package org.em4j.report.svg;

import java.awt.Color;
import java.util.Locale;

/** What pictures in files are drawn on, and what text and axes are drawn in: those of pages, by day and by night. */
public enum Theme {
    /** Black on white. */
    LIGHT(Color.WHITE, Color.BLACK),
    /** Nearly white on nearly black. */
    DARK(new Color(0x14, 0x17, 0x1a), new Color(0xe6, 0xe8, 0xea));

    private final Color ground;
    private final Color ink;

    Theme(Color ground, Color ink) {
        this.ground = ground;
        this.ink = ink;
    }

    Color ground() {
        return ground;
    }

    /** Pictures are drawn with black as ink, at times sheer: what that becomes. */
    Color of(Color drawn) {
        return (drawn.getRGB() & 0xffffff) == 0 ? ink : drawn;
    }

    String ink() {
        return String.format(Locale.ROOT, "#%06x", ink.getRGB() & 0xffffff);
    }
}
