/** The laws, driven by jqwik, which those who use this package bring. */
package org.em4j.laws.jqwik;
