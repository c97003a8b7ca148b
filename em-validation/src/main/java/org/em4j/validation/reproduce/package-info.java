/** Papers, computed: what their ledgers say, each figure had by this library's code and by a route that shares none. */
package org.em4j.validation.reproduce;
