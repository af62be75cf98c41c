package dev.berth.driver.mock;

import dev.berth.driver.ConfigSchema;
import dev.berth.driver.ConfigSchema.Type;
import dev.berth.driver.DriverException;
import dev.berth.driver.ExitResult;
import dev.berth.driver.TaskConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What a mock task does, as its config says. Immutable. */
record MockScript(TaskConfig config) {
    static final ConfigSchema SCHEMA = ConfigSchema.builder("mock")
            .optional("run_for", Type.DURATION, "how long the task runs; without it, until it is stopped")
            .optional("exit_code", Type.INTEGER, "what it exits with, 0 by default")
            .optional("exit_signal", Type.INTEGER, "the number of the signal it dies of")
            .optional("oom", Type.BOOLEAN, "it is killed for its use of memory")
            .optional("start_error", Type.STRING, "the start fails with this message")
            .optional("start_error_recoverable", Type.BOOLEAN, "the failed start is worth another try")
            .optional("start_block_for", Type.DURATION, "how long the start takes")
            .optional("kill_after", Type.DURATION, "how long the task takes to exit after a signal")
            .optional("stdout_string", Type.STRING, "printed to standard output at the start")
            .optional("stdout_repeat", Type.INTEGER, "how often it is printed, 1 by default")
            .optional("stderr_string", Type.STRING, "printed to standard error at the start")
            .optional("stderr_repeat", Type.INTEGER, "how often it is printed, 1 by default")
            .build();

    private static final int MAX_OUTPUT_BYTES = 1 << 20;

    static MockScript of(Map<String, ?> config) {
        return new MockScript(SCHEMA.read(config));
    }

    Optional<DriverException> startError() {
        var kind = config.flag("start_error_recoverable")
                ? DriverException.Kind.UNAVAILABLE
                : DriverException.Kind.START_FAILED;
        return config.string("start_error").map(message -> new DriverException(kind, message));
    }

    Duration startBlockFor() {
        return config.duration("start_block_for").orElse(Duration.ZERO);
    }

    Optional<Duration> runFor() {
        return config.duration("run_for");
    }

    Duration killAfter() {
        return config.duration("kill_after").orElse(Duration.ZERO);
    }

    ExitResult exit() {
        if (config.flag("oom")) {
            return ExitResult.outOfMemory();
        }
        int signal = config.integer("exit_signal").orElse(0L).intValue();
        int code = config.integer("exit_code").orElse(0L).intValue();
        return signal != 0 ? ExitResult.signalled(signal) : ExitResult.exited(code);
    }

    byte[] stdout() {
        return output("stdout");
    }

    byte[] stderr() {
        return output("stderr");
    }

    private byte[] output(String stream) {
        String text = config.string(stream + "_string").orElse("");
        long fitting = MAX_OUTPUT_BYTES / Math.max(1, text.length());
        long times = Math.min(config.integer(stream + "_repeat").orElse(1L), fitting);
        return text.repeat((int) Math.max(0, times)).getBytes(StandardCharsets.UTF_8);
    }
}
