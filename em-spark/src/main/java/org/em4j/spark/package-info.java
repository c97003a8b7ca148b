/**
 * Data that lie on Apache Spark: {@link org.em4j.spark.SparkRows} of numbers, and {@link org.em4j.spark.SparkObservations} of
 * anything. They are folded over where they lie, and any model is fitted to them as to data in memory, to the same bits: whatever
 * the partitions, whatever executors are lost.
 *
 * <pre>
 * Dataset&lt;Row&gt; table = session.read().parquet("flows.parquet");
 * try (SparkRows rows = SparkRows.of(table, List.of("bytes", "packets"), Missing.REFUSED)) {
 *     System.out.println(Arrays.toString(Moments.of(rows).mean()));
 * }
 * </pre>
 */
@NullMarked
package org.em4j.spark;

import org.jspecify.annotations.NullMarked;
