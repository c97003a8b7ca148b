package org.em4j.cli.figure;

/** One step of the way to a figure: a name, or the place in a list of this length, which is -1 for a name. */
record Step(String text, int length) {
    static Step name(String text) {
        return new Step(text, -1);
    }

    static Step place(int index, int length) {
        return new Step(Integer.toString(index), length);
    }
}
