package org.em4j.spark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.em4j.core.data.InvalidDataException;

/**
 * Columns of a table that are numbers.
 *
 * @param weight one more, which comes last; empty for none
 */
record Columns(List<String> names, String weight) {
    JavaRDD<double[]> of(Dataset<Row> table) {
        Column[] numbers = Stream.concat(names.stream(), Stream.of(weight).filter(name -> !name.isEmpty()))
                .map(name -> number(table, name))
                .toArray(Column[]::new);
        return table.select(numbers).javaRDD().map(Columns::numbers);
    }

    private static double[] numbers(Row row) {
        double[] numbers = new double[row.size()];
        Arrays.setAll(numbers, j -> row.isNullAt(j) ? Double.NaN : row.getDouble(j));
        return numbers;
    }

    private static Column number(Dataset<Row> table, String name) {
        if (!Arrays.asList(table.columns()).contains(name)) {
            throw new InvalidDataException(
                    0, name, "is not there; the columns are " + String.join(", ", table.columns()));
        }
        DataType type = table.schema().apply(name).dataType();
        if (!(type instanceof NumericType)) {
            throw new InvalidDataException(
                    0, name, "is of type " + type.simpleString() + ", no number; cast it, or name other columns");
        }
        return table.col('`' + name.replace("`", "``") + '`').cast(DataTypes.DoubleType);
    }
}
