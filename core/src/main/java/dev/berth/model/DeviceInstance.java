package dev.berth.model;

/**
 * One physical device, such as one GPU. Immutable.
 *
 * @param id unique among the devices of its group on the node
 * @param healthy whether it works
 * @param healthDescription the health in words, may be empty
 * @param locality where it sits, as a PCI bus id; may be empty
 */
public record DeviceInstance(String id, boolean healthy, String healthDescription, String locality) {

    /** Returns a device that works. */
    public static DeviceInstance of(String id) {
        return new DeviceInstance(id, true, "", "");
    }
}
