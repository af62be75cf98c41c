package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Devices of one group that a task has. Immutable.
 *
 * @param vendor as in {@code nvidia}
 * @param type as in {@code gpu}
 * @param name the model
 * @param deviceIds ids of the instances
 */
public record AllocatedDevice(String vendor, String type, String name, List<String> deviceIds) {

    public AllocatedDevice {
        deviceIds = ImmutableList.copyOf(deviceIds);
    }
}
