/** Task drivers that run processes of the machine. */
module dev.berth.drivers.exec {
    exports dev.berth.driver.exec;

    requires transitive dev.berth.drivers.spi;
    requires static transitive org.jspecify;
    requires org.apache.commons.exec;
    requires org.slf4j;
}
