package dev.berth.agent.internal;

import dev.berth.driver.ExitResult;
import dev.berth.model.TaskEvent;
import dev.berth.model.TaskEventType;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The events that a task runner reports, with the words people read. Stateless. */
final class TaskEvents {
    private TaskEvents() {}

    static TaskEvent terminated(long now, ExitResult exit) {
        var text = new StringBuilder("Exit code " + exit.exitCode());
        var details = new TreeMap<String, String>(Map.of(
                "exit_code", Integer.toString(exit.exitCode()),
                "signal", Integer.toString(exit.signal()),
                "oom_killed", Boolean.toString(exit.oomKilled())));
        if (exit.signal() != 0) {
            text.append(", signal ").append(exit.signal());
        }
        if (exit.oomKilled()) {
            text.append(", killed for exceeding its memory limit");
        }
        if (exit.error() != null) {
            text.append(", ").append(exit.error());
        }
        return TaskEvent.builder(TaskEventType.TERMINATED, now)
                .message(text.toString())
                .details(details)
                .exitCode(exit.exitCode())
                .signal(exit.signal())
                .build();
    }

    static TaskEvent restarting(long now, String reason, Duration delay) {
        return TaskEvent.builder(TaskEventType.RESTARTING, now)
                .message(reason + ", restart in " + seconds(delay))
                .details(Map.of("restart_reason", reason, "start_delay", Long.toString(delay.toNanos())))
                .build();
    }

    static TaskEvent notRestarting(long now, String reason) {
        return TaskEvent.builder(TaskEventType.NOT_RESTARTING, now)
                .message(reason)
                .failsTask(true)
                .build();
    }

    static TaskEvent killing(long now, KillReason reason, Duration timeout) {
        return TaskEvent.builder(TaskEventType.KILLING, now)
                .message(reason.message + ", killed after " + seconds(timeout))
                .details(Map.of("kill_timeout", Long.toString(timeout.toNanos())))
                .build();
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
