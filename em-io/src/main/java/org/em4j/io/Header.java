package org.em4j.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.em4j.core.data.InvalidDataException;

/**
 * The names of all columns of a file.
 *
 * @param names in order; that of row names is empty
 * @param rowNames the place of the column of row names, -1 if there is none: R and pandas leave the first one without a name
 */
record Header(List<String> names, int rowNames) {
    /** Some text that stands for bytes in another encoding. */
    private static final char REPLACEMENT = '\uFFFD';

    /**
     * The header that a line is.
     *
     * @param cells of the first row; one more than names makes the first a row name, as in R's write.table
     */
    static Header of(String[] line, int cells, TextFormat format) {
        List<String> names = new ArrayList<>(Arrays.stream(line)
                .map(name -> format.formulas().read(name.strip()))
                .toList());
        if (cells == names.size() + 1 && format.delimiter() != ',') {
            names.add(0, "");
        }
        if (names.stream().allMatch(name -> Decimal.isNumber(name, format.decimal()))) {
            String start = String.join(", ", names.subList(0, Math.min(3, names.size())));
            throw new InvalidDataException(
                    "the first line holds numbers (" + start + "); put a line of column names above it");
        }
        Set<String> seen = new HashSet<>();
        for (int j = 0; j < names.size(); j++) {
            String name = names.get(j);
            if (name.isEmpty() && (j > 0 || names.size() == 1)) {
                throw new InvalidDataException("column " + (j + 1) + " has no name in the header; give it one");
            }
            if (!seen.add(name)) {
                throw new InvalidDataException(0, name, "in the header twice; give every column its own name");
            }
        }
        return new Header(List.copyOf(names), names.get(0).isEmpty() ? 0 : -1);
    }

    int size() {
        return names.size();
    }

    String name(int cell) {
        return names.get(cell);
    }

    /** Names of the columns that may hold data or weights. */
    List<String> columns() {
        return rowNames < 0 ? names : names.subList(1, names.size());
    }

    int cell(String name) {
        int cell = name.isEmpty() ? -1 : names.indexOf(name);
        if (cell < 0) {
            throw new InvalidDataException(0, name, "not in the file; its columns are " + String.join(", ", columns()));
        }
        return cell;
    }

    /** Refuses a name that is used and cannot be read: what stands for other letters would be one name for many. */
    void requireReadable(int cell) {
        if (name(cell).indexOf(REPLACEMENT) >= 0) {
            throw new InvalidDataException(
                    0, name(cell), "not UTF-8; save the file as UTF-8, or say its TextFormat.charset");
        }
    }
}
