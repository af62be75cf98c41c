package dev.berth.driver.mock;

import dev.berth.driver.TaskDriver;
import dev.berth.driver.TaskLaunch;
import dev.berth.driver.Timer;
import dev.berth.driver.contract.Behaviour;
import dev.berth.driver.contract.TaskDriverContract;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;

class MockDriverContractTest extends TaskDriverContract {
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final MockWorld world = new MockWorld(Timer.of(executor));

    @AfterEach
    void stopTime() {
        executor.shutdownNow();
    }

    @Override
    protected TaskDriver newDriver() {
        return new MockDriver(world);
    }

    @Override
    protected boolean runsPrograms() {
        return false;
    }

    @Override
    protected int timesStarted(TaskLaunch launch) {
        return (int) world.launches().stream()
                .filter(other -> other.key().equals(launch.key()))
                .count();
    }

    @Override
    protected void vanish(TaskLaunch launch) {
        world.vanish(launch.key());
    }

    @Override
    protected Map<String, Object> config(Behaviour behaviour) {
        if (behaviour instanceof Behaviour.Exits it) {
            return Map.of("run_for", it.afterMillis() + "ms", "exit_code", it.code());
        }
        if (behaviour instanceof Behaviour.IgnoresSignals) {
            return Map.of("kill_after", "24h");
        }
        if (behaviour instanceof Behaviour.DiesOf it) {
            return Map.of("run_for", "1ms", "exit_signal", it.signal());
        }
        if (behaviour instanceof Behaviour.Prints it) {
            var config = new LinkedHashMap<String, Object>(Map.of("run_for", "1ms"));
            config.put("stdout_string", it.stdout());
            config.put("stdout_repeat", it.times());
            config.put("stderr_string", it.stderr());
            config.put("stderr_repeat", it.times());
            return config;
        }
        if (behaviour instanceof Behaviour.CannotStart) {
            return Map.of("start_error", "no such program");
        }
        return Map.of();
    }
}
