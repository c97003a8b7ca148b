package org.em4j.spark.ml;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.spark.SparkRows;

/**
 * Where the rows of a table are.
 *
 * @param column of vectors
 * @param weight column of weights; empty for none
 */
record Features(String column, String weight, Missing missing) {
    /** The rows, brought into blocks. */
    SparkRows of(Dataset<?> table) {
        require(table.schema());
        Dataset<Row> chosen = weight.isEmpty()
                ? table.select(functions.col(column))
                : table.select(functions.col(column), functions.col(weight).cast("double"));
        JavaRDD<double[]> rows = chosen.javaRDD().map(Features::numbers);
        return SparkRows.of(rows, names(table), weight, missing);
    }

    private static double[] numbers(Row row) {
        double[] x = row.<Vector>getAs(0).toArray();
        if (row.size() == 1) {
            return x.clone();
        }
        double[] weighted = Arrays.copyOf(x, x.length + 1);
        weighted[x.length] = row.isNullAt(1) ? Double.NaN : row.getDouble(1);
        return weighted;
    }

    void require(StructType schema) {
        if (!type(schema, column).equals(SQLDataTypes.VectorType())) {
            throw new InvalidDataException(
                    0,
                    column,
                    "is of type " + type(schema, column).simpleString() + ", no vector; use a VectorAssembler");
        }
        if (!weight.isEmpty() && !(type(schema, weight) instanceof NumericType)) {
            throw new InvalidDataException(
                    0,
                    weight,
                    "is of type " + type(schema, weight).simpleString() + ", no number, and cannot be weights");
        }
    }

    private static DataType type(StructType schema, String name) {
        if (!Arrays.asList(schema.fieldNames()).contains(name)) {
            throw new InvalidDataException(
                    0, name, "is not there; the columns are " + String.join(", ", schema.fieldNames()));
        }
        return schema.apply(name).dataType();
    }

    /** Names of the entries as a VectorAssembler has left them, or x1, x2, ... */
    List<String> names(Dataset<?> table) {
        AttributeGroup group = AttributeGroup.fromStructField(table.schema().apply(column));
        if (group.attributes().isDefined()) {
            Attribute[] attributes = group.attributes().get();
            return IntStream.range(0, attributes.length)
                    .mapToObj(j -> attributes[j].name().isDefined()
                            ? attributes[j].name().get()
                            : "x" + (j + 1))
                    .toList();
        }
        List<Row> first = table.select(functions.col(column)).takeAsList(1);
        if (first.isEmpty()) {
            throw new InvalidDataException("there are no observations");
        }
        return IntStream.rangeClosed(1, first.get(0).<Vector>getAs(0).size())
                .mapToObj(j -> "x" + j)
                .toList();
    }
}
