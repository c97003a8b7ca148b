/** How fast an iteration is, beside scikit-learn and beside the machine's own limits: what docs/performance.md is made of. */
package org.em4j.benchmark.speed;
