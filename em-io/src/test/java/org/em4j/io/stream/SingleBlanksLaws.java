package org.em4j.io.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;

class SingleBlanksLaws {
    private static String single(String text, int most) throws IOException {
        InputStream in = new SingleBlanks(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), '#');
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] into = new byte[most];
        for (int count = in.read(into); count >= 0; count = in.read(into)) {
            out.write(into, 0, count);
        }
        return out.toString(StandardCharsets.US_ASCII);
    }

    @Property
    void aRunIsOneBlankAndNoneBeginsOrEndsALine(
            @ForAll @Chars({'a', '1', ' ', '\t', '\n', '\r'}) String text, @ForAll @IntRange(min = 1, max = 9) int most)
            throws IOException {
        String expected = text.replaceAll("[ \t]+", " ").replaceAll("(?<=^|[\r\n]) | (?=$|[\r\n])", "");
        assertEquals(expected, single(text, most));
    }

    @Property
    void whatIsSingleStaysAsItIs(
            @ForAll @Chars({'a', '"', '#', ' ', '\t', '\n'}) String text, @ForAll @IntRange(min = 1, max = 9) int most)
            throws IOException {
        String once = single(text, most);
        assertEquals(once, single(once, most));
    }
}
