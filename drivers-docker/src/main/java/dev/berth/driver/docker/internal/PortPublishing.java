package dev.berth.driver.docker.internal;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.berth.driver.DriverException;
import dev.berth.driver.DriverException.Kind;
import dev.berth.driver.TaskConfig;
import dev.berth.driver.TaskLaunch;
import dev.berth.driver.TaskPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which of a task's ports lead into its container, for TCP and UDP alike. Confined to one start. */
final class PortPublishing {
    private final List<ExposedPort> exposed = new ArrayList<>();
    private final List<PortBinding> bindings = new ArrayList<>();

    PortPublishing(TaskLaunch launch, TaskConfig config) {
        List<String> labels = config.strings("ports");
        Map<String, String> map = config.stringMap("port_map");
        known(launch, "ports", labels);
        known(launch, "port_map", map.keySet());
        for (TaskPort port : launch.ports()) {
            if (labels.isEmpty() || labels.contains(port.label())) {
                String inside = map.get(port.label());
                add(port, inside == null ? port.containerPort() : Integer.parseInt(inside));
            }
        }
    }

    private static void known(TaskLaunch launch, String key, Iterable<String> labels) {
        var reserved = new TreeSet<String>();
        launch.ports().forEach(port -> reserved.add(port.label()));
        for (String label : labels) {
            if (!reserved.contains(label)) {
                String those = reserved.isEmpty() ? "It has none." : "It has " + String.join(", ", reserved) + ".";
                throw new DriverException(
                        Kind.INVALID_CONFIG,
                        "config." + key + " names a port (" + label + ") that " + launch.key() + " did not reserve. "
                                + those);
            }
        }
    }

    private void add(TaskPort port, int inside) {
        for (ExposedPort target : List.of(ExposedPort.tcp(inside), ExposedPort.udp(inside))) {
            exposed.add(target);
            bindings.add(new PortBinding(new Ports.Binding(port.hostIp(), String.valueOf(port.hostPort())), target));
        }
    }

    List<ExposedPort> exposed() {
        return exposed;
    }

    List<PortBinding> bindings() {
        return bindings;
    }
}
