/** The page of a reproduction: pictures, formulas and text, in files that need nothing else. */
package org.em4j.report;
