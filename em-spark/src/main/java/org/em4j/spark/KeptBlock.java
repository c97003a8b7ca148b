package org.em4j.spark;

import java.io.Serializable;
import java.util.List;
import org.em4j.core.data.InvalidDataException;

/** A block as Spark keeps it: of classes without final fields, which any serialiser of Spark's can write. */
interface KeptBlock extends Serializable {
    /** The block's number in the data, from 0. */
    int number();

    /** A function of what it holds, the same on every JVM: what tells whether a block that was made again is the same. */
    int hash();

    /** Why its rows cannot be used, if they cannot. */
    default List<InvalidDataException> refusals() {
        return List.of();
    }
}
