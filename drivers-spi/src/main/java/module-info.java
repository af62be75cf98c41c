/** What a task driver is, with its own small value types, and a scriptable mock driver. */
module dev.berth.drivers.spi {
    exports dev.berth.driver;

    requires static transitive org.jspecify;
}
