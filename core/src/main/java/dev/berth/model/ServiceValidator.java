package dev.berth.model;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The rules of services and their health checks. Stateless. */
final class ServiceValidator {

    private static final Duration MIN_CHECK_TIME = Duration.ofSeconds(1);
    private static final ImmutableSet<String> ADDRESS_MODES =
            ImmutableSet.of("auto", "host", "driver", "alloc", "alloc_ipv6");
    private static final ImmutableSet<String> ON_UPDATE =
            ImmutableSet.of("require_healthy", "ignore_warnings", "ignore");
    private static final ImmutableSet<String> CHECK_TYPES = ImmutableSet.of("http", "tcp", "script", "grpc");
    private static final ImmutableSet<String> CHECK_STATUS = ImmutableSet.of("passing", "warning", "critical");
    private static final ImmutableSet<String> CHECK_PROTOCOLS = ImmutableSet.of("http", "https");

    private ServiceValidator() {}

    static void validate(List<Service> services, TaskGroup group, Problems problems) {
        for (int i = 0; i < services.size(); i++) {
            service(
                    services.get(i),
                    group,
                    problems.at("services", services.get(i).name(), i));
        }
    }

    private static void service(Service service, TaskGroup group, Problems problems) {
        problems.oneOf(service.addressMode(), ADDRESS_MODES, "addressMode");
        problems.oneOf(service.onUpdate(), ON_UPDATE, "onUpdate");
        port(service.portLabel(), group, problems);
        problems.check(
                service.taskName().isEmpty() || group.task(service.taskName()) != null,
                "taskName",
                service.taskName(),
                "The group has no such task.",
                "Use the name of one of its tasks.");
        for (int i = 0; i < service.checks().size(); i++) {
            check(service.checks().get(i), service, group, problems.at("checks[" + i + "]"));
        }
    }

    private static void port(String label, TaskGroup group, Problems problems) {
        problems.check(
                label.isEmpty() || label.contains("${") || label.matches("\\d{1,5}") || hasPort(group, label),
                "portLabel",
                label,
                "The group has no port with this label.",
                "Add it to the group's network, or correct the label.");
    }

    private static boolean hasPort(TaskGroup group, String label) {
        return Stream.concat(
                        group.networks().stream(),
                        group.tasks().stream().flatMap(task -> task.resources().networks().stream()))
                .flatMap(network -> Stream.concat(network.reservedPorts().stream(), network.dynamicPorts().stream()))
                .anyMatch(port -> port.label().equals(label));
    }

    private static void check(Check check, Service service, TaskGroup group, Problems problems) {
        if (problems.present(check.type(), "type", "Use one of: " + String.join(", ", CHECK_TYPES) + ".")) {
            problems.oneOf(check.type(), CHECK_TYPES, "type");
        }
        atLeastOneSecond(check.interval(), "interval", problems);
        atLeastOneSecond(check.timeout(), "timeout", problems);
        problems.oneOf(check.initialStatus(), CHECK_STATUS, "initialStatus");
        problems.oneOf(check.protocol(), CHECK_PROTOCOLS, "protocol");
        problems.oneOf(check.onUpdate(), ON_UPDATE, "onUpdate");
        port(check.portLabel(), group, problems);
        if (check.type().equals("http")) {
            problems.present(check.path(), "path", "Name the path to ask for, such as /health.");
        }
        if (check.type().equals("script")) {
            problems.present(check.command(), "command", "Name the command to run.");
        } else {
            problems.check(
                    !check.portLabel().isEmpty() || !service.portLabel().isEmpty(),
                    "portLabel",
                    "",
                    "A " + check.type() + " check needs a port and neither it nor its service has one.",
                    "Set the port of the service.");
        }
        CheckRestart restart = check.checkRestart();
        if (restart != null) {
            problems.notNegative(restart.limit(), "checkRestart.limit");
            problems.notNegative(restart.grace(), "checkRestart.grace");
        }
    }

    private static void atLeastOneSecond(Duration value, String component, Problems problems) {
        problems.check(
                value.compareTo(MIN_CHECK_TIME) >= 0,
                component,
                Problems.text(value),
                "A check needs an interval and a timeout of at least 1s.",
                "Raise it.");
    }
}
