/** The ledgers of numbered equations under {@code papers/}, and the places in the code that they name. */
package org.em4j.validation.ledger;
