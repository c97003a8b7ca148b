package org.em4j.cli;

import java.util.concurrent.Callable;

/** A command that prints; {@link Main} gives it where to. */
abstract class PrintingCommand implements Callable<Integer> {
    Console console;
}
