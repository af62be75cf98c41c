/** A task driver that runs containers on a Docker daemon. */
module dev.berth.drivers.docker {
    exports dev.berth.driver.docker;

    requires transitive dev.berth.drivers.spi;
    requires static transitive org.jspecify;
    requires com.github.dockerjava.api;
    requires com.github.dockerjava.core;
    requires com.github.dockerjava.transport;
    requires com.github.dockerjava.transport.zerodep;
    requires org.slf4j;
}
