/** What a task driver is, with its own small value types, and a scriptable mock driver. */
module dev.berth.drivers.spi {
    exports dev.berth.driver;
    exports dev.berth.driver.mock;

    requires static transitive org.jspecify;
}
