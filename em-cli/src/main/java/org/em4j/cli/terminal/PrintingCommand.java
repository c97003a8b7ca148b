package org.em4j.cli.terminal;

import java.util.concurrent.Callable;

/** A command that prints; the command line gives it where to. */
public abstract class PrintingCommand implements Callable<Integer> {
    public Console console;
}
