package dev.berth.agent.internal;

import dev.berth.driver.DriverException;
import dev.berth.driver.TaskDriver;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.model.TaskEventType;
import dev.berth.model.TaskState;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what became of a run that this agent did not see through: adopts what runs or ran, and says so when there is
 * nothing. While the driver cannot tell, it is asked again with growing waits, and nothing starts. Confined to the
 * allocation's lane; used once.
 */
final class TaskRecovery {
    private final TaskRunner runner;
    private int failures;

    TaskRecovery(TaskRunner runner) {
        this.runner = runner;
    }

    /** Takes up the record after a restart of the agent. */
    void recover(boolean damaged) {
        if (runner.driver() == null) {
            runner.note(TaskEventType.FAILED_RESTORING_TASK, runner.missingDriver());
            giveUp();
        } else if (damaged) {
            probe();
        } else {
            recoverPhase();
        }
    }

    private void recoverPhase() {
        switch (runner.record().phase()) {
            case STARTING -> settle(runner::neverStarted);
            case RUNNING -> reattach();
            default -> runner.recovered(runner.record());
        }
    }

    /** Asks whether the run that was intended came to life. */
    void settle(Runnable whenNothing) {
        TaskDriver driver = runner.requireDriver();
        TaskKey key = runner.key();
        ask(
                () -> findAndAdopt(driver, key),
                found -> found.ifPresentOrElse(handle -> runner.runs(handle, true), whenNothing));
    }

    /** Takes over the run that was recorded with its handle. */
    void reattach() {
        TaskDriver driver = runner.requireDriver();
        TaskKey key = runner.key();
        TaskHandle handle = runner.record().handle();
        ask(
                () -> handle == null ? findAndAdopt(driver, key) : adopt(driver, handle),
                found -> found.ifPresentOrElse(
                        adopted -> runner.runs(adopted, false),
                        () -> runner.lost("The task is gone, and nothing tells how it ended")));
    }

    /**
     * A newer record may have been lost: asks for the runs that it may have spoken of, the latest first. An unreadable record is
     * one step behind at most, since each intent is written; without any, the first runs are tried.
     */
    private void probe() {
        TaskDriver driver = runner.requireDriver();
        boolean unreadable = runner.record().phase() == TaskRecord.Phase.NEW
                && runner.record().run() < 0;
        int first = runner.record().run() + 1;
        int last = unreadable ? runner.owner().services().limits().maxRunsToProbe() - 1 : first;
        ask(() -> latest(driver, first, last), found -> {
            if (found.isPresent()) {
                runner.replace(runner.record().intending(found.get().key().run()));
                runner.runs(found.get(), true);
            } else if (unreadable) {
                withoutRecord(last);
            } else {
                recoverPhase();
            }
        });
    }

    private Optional<TaskHandle> latest(TaskDriver driver, int first, int last) {
        Optional<TaskHandle> latest = Optional.empty();
        for (int run = last; run >= first; run--) {
            TaskKey key = new TaskKey(runner.key().allocationId(), runner.key().taskName(), run);
            if (latest.isEmpty()) {
                latest = findAndAdopt(driver, key);
            } else {
                driver.destroy(key, true);
            }
        }
        return latest;
    }

    /** Nothing runs and no record can be read: the control plane's last word counts, else the task is started anew. */
    private void withoutRecord(int lastProbed) {
        TaskState told =
                runner.owner().allocation().taskStates().get(runner.record().task());
        TaskRecord base = runner.record().intending(lastProbed);
        if (told != null && told.state() == TaskState.State.DEAD) {
            runner.recovered(base.dead(base.window()).withState(told));
        } else {
            runner.replace(base);
            runner.neverStarted();
        }
    }

    private void giveUp() {
        TaskRecord record = runner.record();
        TaskState state = record.state().toBuilder()
                .state(TaskState.State.DEAD)
                .failed(true)
                .finishedAtNanos(runner.owner().services().time().epochNanos())
                .build();
        runner.recovered(record.dead(record.window()).withState(state));
    }

    private static Optional<TaskHandle> adopt(TaskDriver driver, TaskHandle handle) {
        try {
            driver.adopt(handle);
            return Optional.of(handle);
        } catch (DriverException e) {
            return switch (e.kind()) {
                case TASK_GONE -> Optional.empty();
                case INVALID_HANDLE -> findAndAdopt(driver, handle.key());
                default -> throw e;
            };
        }
    }

    private static Optional<TaskHandle> findAndAdopt(TaskDriver driver, TaskKey key) {
        Optional<TaskHandle> found = driver.find(key);
        return found.isEmpty() ? found : adopt(driver, found.get());
    }

    private void ask(Callable<Optional<TaskHandle>> question, Consumer<Optional<TaskHandle>> answer) {
        runner.owner().lane().blocking(runner.sequence(), question, (found, failure) -> {
            if (failure == null && found != null) {
                answer.accept(found);
            } else {
                retry(question, answer, failure);
            }
        });
    }

    private void retry(
            Callable<Optional<TaskHandle>> question,
            Consumer<Optional<TaskHandle>> answer,
            @Nullable Throwable failure) {
        AgentServices services = runner.owner().services();
        services.errors()
                .report("driver " + runner.task().driver(), failure == null ? "no answer" : ErrorLog.sentence(failure));
        runner.owner().lane().schedule(services.backoff().after(++failures), () -> ask(question, answer));
    }
}
