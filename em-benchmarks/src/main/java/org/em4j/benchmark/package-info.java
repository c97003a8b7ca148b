/** Commands that measure. */
package org.em4j.benchmark;
