package org.em4j.cli.terminal;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import org.em4j.io.TextFormat.Formulas;
import picocli.CommandLine.Option;

/** How texts stand in CSV that a spreadsheet would take for formulas. */
public final class FormulaOptions {
    @Option(
            names = "--escape-formulas",
            description =
                    "Names and labels that begin with = + - or @ have an apostrophe before them in CSV, which keeps"
                            + " spreadsheets from computing them: it is written, and read past.")
    private boolean escaped;

    public Formulas formulas() {
        return escaped ? Formulas.ESCAPED : Formulas.PLAIN;
    }

    /** CSV as it is printed; numbers are no formulas. */
    public String printed(String csv) {
        if (!escaped) {
            return csv;
        }
        StringWriter text = new StringWriter();
        CsvWriter out = CsvWriter.builder()
                .bufferSize(0)
                .lineDelimiter(LineDelimiter.LF)
                .build(text);
        for (CsvRecord record : CsvReader.builder().ofCsvRecord(csv)) {
            out.writeRecord(record.getFields().stream().map(formulas()::written).toArray(String[]::new));
        }
        return text.toString();
    }
}
