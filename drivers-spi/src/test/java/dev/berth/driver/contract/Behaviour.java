package dev.berth.driver.contract;

import java.util.List;

/** What a task of the contract suite does; a driver's test says which config makes its tasks do so. */
public sealed interface Behaviour {
    /** Runs until it is stopped, obeying signals. */
    record Runs() implements Behaviour {}

    /** Runs until it is killed, ignoring SIGTERM and SIGINT. */
    record IgnoresSignals() implements Behaviour {}

    /** Runs for some milliseconds, then exits with the code. */
    record Exits(int code, long afterMillis) implements Behaviour {}

    /** Kills itself with the signal. */
    record DiesOf(int signal) implements Behaviour {}

    /** Prints text (ASCII letters and digits) a number of times to each stream, then exits with 0. */
    record Prints(String stdout, String stderr, int times) implements Behaviour {}

    /**
     * Writes its arguments, each followed by a NUL, to the file {@code args} and its environment, as {@code name=value}
     * each followed by a NUL, to the file {@code env} in the shared directory, then exits with 0.
     */
    record WritesArgumentsAndEnvironment(List<String> arguments) implements Behaviour {}

    /** Uses more and more memory, at least 512 MiB. */
    record EatsMemory() implements Behaviour {}

    /** Names a program that does not exist. */
    record CannotStart() implements Behaviour {}
}
