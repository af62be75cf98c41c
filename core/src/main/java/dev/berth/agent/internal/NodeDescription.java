package dev.berth.agent.internal;

import com.google.common.collect.ImmutableSortedMap;
import dev.berth.agent.Fingerprint;
import dev.berth.agent.Fingerprinter;
import dev.berth.driver.DriverFingerprint;
import dev.berth.driver.DriverHealth;
import dev.berth.driver.TaskDriver;
import dev.berth.host.TimeSource;
import dev.berth.model.CpuCore;
import dev.berth.model.DeviceGroup;
import dev.berth.model.DriverInfo;
import dev.berth.model.NetworkResource;
import dev.berth.model.Node;
import dev.berth.model.NodeNetwork;
import dev.berth.model.NodeResources;
import dev.berth.model.Resources;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Describes the node: what its operator says about it, over that what the fingerprinters find, and its drivers. Used by one
 * thread at a time; blocks as long as the fingerprinters and drivers do.
 */
final class NodeDescription {
    private final Node template;
    private final boolean nameIsFound;
    private final List<Fingerprinter> fingerprinters;
    private final SortedMap<String, TaskDriver> drivers;
    private final Duration timeout;
    private final TimeSource time;
    private final ErrorLog errors;
    private final Map<String, Fingerprint> found = new HashMap<>();
    private final Map<String, DriverInfo> driverInfos = new HashMap<>();

    /**
     * Creates one.
     *
     * @param nameIsFound the template's name stands in for the host's, if there is one
     */
    NodeDescription(
            Node template,
            boolean nameIsFound,
            List<Fingerprinter> fingerprinters,
            SortedMap<String, TaskDriver> drivers,
            Duration timeout,
            TimeSource time,
            ErrorLog errors) {
        this.template = template;
        this.nameIsFound = nameIsFound;
        this.fingerprinters = fingerprinters;
        this.drivers = drivers;
        this.timeout = timeout;
        this.time = time;
        this.errors = errors;
    }

    /** Looks at everything, or again at what changes. */
    Node look() {
        for (Fingerprinter fingerprinter : fingerprinters) {
            if (fingerprinter.periodic() || !found.containsKey(fingerprinter.name())) {
                look(fingerprinter);
            }
        }
        drivers.forEach(this::look);
        return describe();
    }

    private void look(Fingerprinter fingerprinter) {
        String part = "fingerprint " + fingerprinter.name();
        try {
            found.put(fingerprinter.name(), fingerprinter.fingerprint());
            errors.clear(part);
        } catch (IOException | RuntimeException e) {
            errors.report(part, e);
        }
    }

    private void look(String name, TaskDriver driver) {
        DriverFingerprint seen;
        try {
            seen = driver.fingerprint(timeout);
        } catch (RuntimeException e) {
            errors.report("driver " + name, e);
            seen = DriverFingerprint.unhealthy("The driver cannot tell: " + ErrorLog.sentence(e));
        }
        DriverInfo before = driverInfos.get(name);
        DriverInfo now = DriverInfo.builder()
                .detected(seen.health() != DriverHealth.UNDETECTED)
                .healthy(seen.health() == DriverHealth.HEALTHY)
                .healthDescription(seen.description())
                .attributes(seen.attributes())
                .updateTimeNanos(before == null ? time.epochNanos() : before.updateTimeNanos())
                .build();
        if (!now.equals(before)) {
            driverInfos.put(
                    name, now.toBuilder().updateTimeNanos(time.epochNanos()).build());
        }
    }

    private Node describe() {
        var attributes = new TreeMap<String, String>();
        Resources total = Resources.none();
        List<CpuCore> cores = List.of();
        List<NetworkResource> networks = List.of();
        List<NodeNetwork> nodeNetworks = List.of();
        var devices = new ArrayList<DeviceGroup>();
        for (Fingerprinter fingerprinter : fingerprinters) {
            Fingerprint one = found.get(fingerprinter.name());
            if (one == null) {
                continue;
            }
            attributes.putAll(one.attributes());
            total = overlay(total, one.resources());
            cores = one.cores().isEmpty() ? cores : one.cores();
            networks = one.networks().isEmpty() ? networks : one.networks();
            nodeNetworks = one.nodeNetworks().isEmpty() ? nodeNetworks : one.nodeNetworks();
            devices.addAll(one.devices());
        }
        driverInfos.forEach((name, info) -> {
            attributes.putAll(info.attributes());
            if (info.healthy()) {
                attributes.put("driver." + name, "1");
            }
        });
        attributes.putAll(template.attributes());
        NodeResources own = template.resources();
        NodeResources resources = own.toBuilder()
                .total(overlay(total, own.total()))
                .cores(own.cores().isEmpty() ? cores : own.cores())
                .networks(own.networks().isEmpty() ? networks : own.networks())
                .nodeNetworks(own.nodeNetworks().isEmpty() ? nodeNetworks : own.nodeNetworks())
                .devices(own.devices().isEmpty() ? devices : own.devices())
                .build();
        String hostname = attributes.getOrDefault("unique.hostname", "");
        return template.toBuilder()
                .name(nameIsFound && !hostname.isEmpty() ? hostname : template.name())
                .attributes(ImmutableSortedMap.copyOfSorted(attributes))
                .drivers(ImmutableSortedMap.copyOf(driverInfos))
                .resources(resources)
                .build();
    }

    private static Resources overlay(Resources lower, Resources upper) {
        Resources.Builder both = Resources.builder();
        lower.names().forEach(name -> both.set(name, lower.get(name)));
        upper.names().forEach(name -> both.set(name, upper.get(name)));
        return both.build();
    }
}
