/** What a task driver is, with its own small value types, and a scriptable mock driver. */
module dev.berth.drivers.spi {
    requires static transitive org.jspecify;
}
