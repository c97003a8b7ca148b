package org.em4j.nd4j;

import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.DoublePointer;

/**
 * Doubles outside the heap, where BLAS can work on them: arrays handed to native code directly would be copied there
 * and back at every call. Grows as asked and never shrinks; thread-confined.
 */
final class OffHeap {
    private DoublePointer memory = new DoublePointer(0L);
    private DoubleBuffer view = memory.asBuffer();

    /** Makes room for {@code size} numbers; if there was too little, the contents are lost. */
    OffHeap reserve(int size) {
        if (memory.capacity() < size) {
            memory.close(); // not left to the garbage collector, which does not see how much this is
            memory = new DoublePointer(size);
            view = memory.asBuffer();
        }
        return this;
    }

    /** Copies the first {@code size} numbers of an array to the start, making room. */
    OffHeap write(double[] from, int size) {
        reserve(size);
        view.put(0, from, 0, size);
        return this;
    }

    /** Copies {@code size} numbers, starting with number {@code from}, to {@code into[at ...]}. */
    void read(int from, double[] into, int at, int size) {
        view.get(from, into, at, size);
    }

    /** Where number {@code position} lies; good until the next call of any method. */
    DoublePointer at(int position) {
        return memory.position(position);
    }
}
