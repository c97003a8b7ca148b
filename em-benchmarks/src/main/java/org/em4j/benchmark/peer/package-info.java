/** How other libraries, and this one, are asked for a mixture of Gaussians. */
package org.em4j.benchmark.peer;
