/**
 * What a process that is no Spark program needs to fit on Spark: {@link org.em4j.spark.session.SparkEngine} connects to a cluster, and reads
 * tables there.
 *
 * <pre>
 * ClusterEngine.Table table = ClusterEngine.installed()
 *         .orElseThrow()
 *         .table("local[2]", "flows.parquet", Columns.all(), TextFormat.CSV);
 * System.out.println(Arrays.toString(Moments.of(table.rows()).mean()));
 * </pre>
 */
@NullMarked
package org.em4j.spark.session;

import org.jspecify.annotations.NullMarked;
