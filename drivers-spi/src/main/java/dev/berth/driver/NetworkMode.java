package dev.berth.driver;

/** Which network a task is in. May grow: keep a default branch. */
public enum NetworkMode {
    /** That of the machine. */
    HOST,
    /** One of its own behind a bridge, with mapped ports. */
    BRIDGE,
    /** One that all tasks of the allocation share. */
    GROUP,
    /** None. */
    NONE
}
