package dev.berth.driver.exec.internal;

import java.util.List;

/** Looks for processes that a test left behind. */
final class Leftovers {
    private Leftovers() {}

    /** Returns the command lines that hold a text, such as the test's directory. */
    static List<String> of(String text) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(text))
                .toList();
    }
}
