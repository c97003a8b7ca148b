package org.em4j.spark.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.em4j.core.data.Missing;
import org.em4j.core.fit.Fit;
import scala.collection.Seq;

/** A fitted model of Spark ML, which adds to a column of vectors what it says of them. */
public abstract class EmModel<M extends Model<M>> extends Model<M> implements MLWritable {
    /** Holds all that is said of a row, until it is in columns. */
    private static final String ALL = "em4j: posterior";

    private final String uid;
    private final transient Optional<Fit<?>> fit;
    private final List<String> names;
    private final Param<String> featuresCol;
    private final Param<String> logDensityCol;

    EmModel(String uid, Optional<Fit<?>> fit, List<String> names) {
        this.uid = uid;
        this.fit = fit;
        this.names = names;
        featuresCol = new Param<>(this, "featuresCol", "column of vectors");
        logDensityCol = new Param<>(this, "logDensityCol", "column to add, of log densities in nats");
        setDefault(featuresCol, "features");
        setDefault(logDensityCol, "logDensity");
    }

    /** Makes some numbers of a row, the log density first. */
    abstract UDF1<Vector, double[]> says();

    /** The columns that are made of these numbers. */
    abstract List<Made> made();

    /** A column that is added. */
    record Made(StructField field, Column of) {}

    /** How the fit ended, with all iterations; empty of a model that was read. */
    public Optional<Fit<?>> fit() {
        return fit;
    }

    /** Names of the d entries of a vector. */
    public List<String> names() {
        return names;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> table) {
        transformSchema(table.schema());
        Column all = functions
                .udf(says(), DataTypes.createArrayType(DataTypes.DoubleType))
                .apply(functions.col(getOrDefault(featuresCol)));
        Dataset<Row> told = table.withColumn(ALL, all);
        told = told.withColumn(getOrDefault(logDensityCol), functions.col(ALL).getItem(0));
        for (Made made : made()) {
            told = told.withColumn(made.field.name(), made.of);
        }
        return told.drop(ALL);
    }

    @Override
    public StructType transformSchema(StructType schema) {
        new Features(getOrDefault(featuresCol), "", Missing.LATENT).require(schema);
        StructType more = schema.add(getOrDefault(logDensityCol), DataTypes.DoubleType);
        for (Made made : made()) {
            more = more.add(made.field);
        }
        return more;
    }

    /** A column of what is made of all numbers that are said of a row. */
    static <T> Made made(String name, DataType type, UDF1<Seq<Double>, T> of) {
        return new Made(
                DataTypes.createStructField(name, type, true),
                functions.udf(of, type).apply(functions.col(ALL)));
    }

    /** A column of vectors. */
    static Made vectors(String name, UDF1<Seq<Double>, Vector> of) {
        return made(name, SQLDataTypes.VectorType(), of);
    }

    @Override
    public String uid() {
        return uid;
    }

    /** Name of the column of vectors. */
    public Param<String> featuresCol() {
        return featuresCol;
    }

    /** Name of the column of log densities, in nats, that is added. */
    public Param<String> logDensityCol() {
        return logDensityCol;
    }
}
