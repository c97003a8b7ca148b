package org.em4j.cli.terminal;

/** What a command answers to the shell, beside the outcomes of fits; see {@link Outcome}. */
public final class ExitStatus {
    /** A check failed. */
    public static final int CHECK_FAILED = 1;

    /** Something went wrong that should not have. */
    public static final int UNEXPECTED = 1;

    /** What was given is wrong: a file, a column, a value. */
    public static final int BAD_INPUT = 3;

    /** What the system gives is spent; as in sysexits.h. */
    public static final int SPENT = 71;

    /** An error of input or output; as in sysexits.h. */
    public static final int NOT_WRITTEN = 74;

    /** What a shell says of a command that a closed pipe has ended. */
    public static final int CLOSED_PIPE = 141;

    private ExitStatus() {}
}
