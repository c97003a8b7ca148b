package org.em4j.report.svg;

import java.util.List;
import org.em4j.validation.reproduce.Picture;

/** A picture, drawn, by the names that {@code pictures.mustache} uses. */
public record Drawing(String id, String caption, List<String> panels, int abreast, boolean grid) {
    public static Drawing of(Picture picture) {
        return new Drawing(
                picture.id(), picture.caption(), Pictures.elements(picture), picture.abreast(), picture.abreast() > 0);
    }
}
