/** Classic papers: their tables, computed. */
package org.em4j.validation.reproduce.classic;
