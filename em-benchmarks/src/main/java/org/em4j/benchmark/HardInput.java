package org.em4j.benchmark;

import java.util.List;

/**
 * An input that breaks things.
 *
 * @param name of its file
 * @param what is hard about it
 * @param n rows
 * @param d columns
 * @param k components asked for
 * @param endings of each library, this one first
 */
record HardInput(String name, String what, int n, int d, int k, List<Ending> endings) {}
