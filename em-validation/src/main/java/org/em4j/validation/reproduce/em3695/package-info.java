/** The checks of the document's 39 equations and of its claims in words. */
package org.em4j.validation.reproduce.em3695;
