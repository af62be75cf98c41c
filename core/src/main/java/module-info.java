/** Job model, job files, replicated state machine, control plane and node agent. */
module dev.berth.core {
    requires transitive dev.berth.drivers.spi;
    requires static transitive org.jspecify;
    requires com.google.common;
    requires org.jctools.core;
    requires org.slf4j;
    requires java.management;

    // Each of these is touched by one or two packages only; everything else works without it.
    requires static com.fasterxml.jackson.databind;
    requires static org.antlr.antlr4.runtime;

    exports dev.berth.agent;
    exports dev.berth.control;
    exports dev.berth.host;
    exports dev.berth.jobspec;
    exports dev.berth.model;
    exports dev.berth.state;
    exports dev.berth.schedule;
    exports dev.berth.wire.nomad;

    uses dev.berth.schedule.SchedulerProvider;
}
