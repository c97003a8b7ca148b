package org.em4j.io;

import java.util.Arrays;
import java.util.List;

/**
 * What the cells of a line are: the columns of data that are read, in the order wanted, weights, a label, a row name.
 *
 * @param width cells of a line
 * @param column by cell, its column of data, the number of these for weights; -1 for none
 * @param columns number of columns of data
 * @param label place of the label, -1 for none
 * @param name place of the row name, -1 for none
 * @param kept by column of data, where its value goes in a row that is kept; -1 if it is looked at only
 * @param categorical by column of data, whether its cells are categories
 * @param asked what was asked for
 * @param format how numbers are written
 */
record CellRoles(
        int width,
        int[] column,
        int columns,
        int label,
        int name,
        int[] kept,
        boolean[] categorical,
        Columns asked,
        TextFormat format) {
    /** Of a header; all columns of data are kept. */
    static CellRoles of(Header header, Columns asked, TextFormat format) {
        int weight = asked.weights().isEmpty() ? -1 : header.cell(asked.weights());
        int label = asked.labels().isEmpty() ? -1 : header.cell(asked.labels());
        List<String> names = asked.among(header.columns());
        int[] data = names.stream().mapToInt(header::cell).toArray();
        int[] column = new int[header.size()];
        Arrays.fill(column, -1);
        for (int c = 0; c < data.length; c++) {
            header.requireReadable(data[c]);
            column[data[c]] = c;
        }
        if (weight >= 0) {
            column[weight] = data.length;
        }
        int[] kept = new int[data.length];
        Arrays.setAll(kept, c -> c);
        boolean[] categorical = new boolean[data.length];
        asked.categorical().among(names, header.columns()).forEach(name -> categorical[names.indexOf(name)] = true);
        return new CellRoles(
                header.size(), column, data.length, label, header.rowNames(), kept, categorical, asked, format);
    }

    /** A copy in which some columns of data are looked at only. */
    CellRoles keeping(boolean... those) {
        int[] places = new int[columns];
        int next = 0;
        for (int c = 0; c < columns; c++) {
            places[c] = those[c] ? next++ : -1;
        }
        return new CellRoles(width, column, columns, label, name, places, categorical, asked, format);
    }

    boolean isWeighted() {
        return !asked.weights().isEmpty();
    }

    /** Numbers in a row that is kept. */
    int stride() {
        return (int) Arrays.stream(kept).filter(place -> place >= 0).count();
    }

    /** By cell, the column of numbers, data or weights, that is kept of it, -1 for none. */
    int[] numbers() {
        return Arrays.stream(column)
                .map(c -> c == columns || (c >= 0 && kept[c] >= 0 && !categorical[c]) ? c : -1)
                .toArray();
    }

    /** The place in a line of a column. */
    int cell(int c) {
        int cell = 0;
        while (column[cell] != c) {
            cell++;
        }
        return cell;
    }
}
