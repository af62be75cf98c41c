package dev.berth.driver;

/** Whether a driver can run tasks on this machine. */
public enum DriverHealth {
    /** What the driver needs is not installed; nothing is wrong. */
    UNDETECTED,
    /** It is installed but does not work now. */
    UNHEALTHY,
    /** Tasks can be started. */
    HEALTHY
}
