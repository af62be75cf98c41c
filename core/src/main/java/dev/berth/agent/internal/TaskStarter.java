package dev.berth.agent.internal;

import dev.berth.agent.AllocationHook;
import dev.berth.driver.ConfigProblem;
import dev.berth.driver.DriverException;
import dev.berth.driver.TaskDriver;
import dev.berth.driver.TaskHandle;
import dev.berth.driver.TaskKey;
import dev.berth.driver.TaskLaunch;
import dev.berth.model.TaskEventType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings a run of a task to life: directories and hooks, then the launch as the driver wants it, then the intent on the
 * disk, and only then the driver. Confined to the allocation's lane.
 */
final class TaskStarter {
    private final TaskRunner runner;
    private final AgentServices services;

    TaskStarter(TaskRunner runner) {
        this.runner = runner;
        this.services = runner.owner().services();
    }

    /** Begins with directories and hooks; ends in {@link TaskRunner#runs} or {@link TaskRunner#notStarted}. */
    void prepare() {
        runner.beginStep();
        String task = runner.record().task();
        if (runner.record().run() < 0) {
            runner.note(TaskEventType.TASK_SETUP, "Building Task Directory");
            runner.owner().taskChanged();
        }
        AllocationHook.Scope scope = runner.owner().scope();
        runner.owner().lane().blocking(runner.sequence(), () -> callHooks(scope, task), (variables, failure) -> {
            if (variables != null) {
                launch(variables);
            } else {
                String text = failure == null ? "" : ErrorLog.sentence(failure);
                runner.notStarted(TaskEventType.TASK_HOOK_FAILED, text, true);
            }
        });
    }

    private Map<String, String> callHooks(AllocationHook.Scope scope, String task) throws Exception {
        scope.directory().createTask(task);
        var variables = new TreeMap<String, String>();
        for (AllocationHook hook : services.hooks()) {
            variables.putAll(HookFailure.naming(hook, () -> hook.prestart(scope, task)));
        }
        return variables;
    }

    private void launch(Map<String, String> variables) {
        if (runner.isKilling()) {
            runner.endStep();
            return;
        }
        TaskDriver driver = runner.driver();
        if (driver == null) {
            runner.notStarted(TaskEventType.DRIVER_FAILURE, runner.missingDriver(), false);
            return;
        }
        TaskLaunch launch;
        try {
            launch = valid(driver, variables);
        } catch (IllegalArgumentException e) {
            runner.notStarted(TaskEventType.FAILED_VALIDATION, ErrorLog.sentence(e), false);
            return;
        }
        try {
            runner.intend(launch.key().run());
        } catch (IOException e) {
            services.errors().report("store", e);
            String text = "The start cannot be recorded: " + ErrorLog.sentence(e);
            runner.notStarted(TaskEventType.SETUP_FAILURE, text, true);
            return;
        }
        runner.owner().lane().async(() -> driver.start(launch), this::started);
    }

    private TaskLaunch valid(TaskDriver driver, Map<String, String> variables) {
        TaskRecord record = runner.record();
        var allocation = runner.owner().allocation();
        var key = new TaskKey(allocation.id().toUuid(), record.task(), record.run() + 1);
        TaskLaunch launch = LaunchFactory.launch(services, allocation, runner.task(), driver, key, variables);
        List<ConfigProblem> problems = driver.validate(launch.config());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    problems.stream().map(ConfigProblem::message).collect(Collectors.joining(" ")));
        }
        return launch;
    }

    private void started(@Nullable TaskHandle handle, @Nullable Throwable failure) {
        if (handle != null) {
            runner.runs(handle, true);
        } else if (failure instanceof DriverException known && known.kind() != DriverException.Kind.UNKNOWN_OUTCOME) {
            runner.notStarted(TaskEventType.DRIVER_FAILURE, ErrorLog.sentence(known), known.retryable());
        } else {
            String text = failure == null ? "The driver gave no handle" : ErrorLog.sentence(failure);
            new TaskRecovery(runner).settle(() -> runner.notStarted(TaskEventType.DRIVER_FAILURE, text, true));
        }
    }
}
