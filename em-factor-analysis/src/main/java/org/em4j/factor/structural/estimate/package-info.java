/** Structural equation models: factors, regressions among them, restrictions on both, in one group of rows or several. */
package org.em4j.factor.structural.estimate;
