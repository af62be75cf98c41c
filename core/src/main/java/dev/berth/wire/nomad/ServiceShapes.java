package dev.berth.wire.nomad;

import dev.berth.model.Check;
import dev.berth.model.CheckRestart;
import dev.berth.model.Service;

/** Services and their checks. */
final class ServiceShapes {

    static final Shape<CheckRestart, CheckRestart.Builder> CHECK_RESTART = Shape.of(
                    CheckRestart::builder, CheckRestart.Builder::build)
            .integer("Limit", CheckRestart::limit, CheckRestart.Builder::limit)
            .duration("Grace", CheckRestart::grace, CheckRestart.Builder::grace)
            .flag("IgnoreWarnings", CheckRestart::ignoreWarnings, CheckRestart.Builder::ignoreWarnings)
            .build();

    static final Shape<Check, Check.Builder> CHECK = Shape.of(() -> Check.builder(""), Check.Builder::build)
            .text("Name", Check::name, Check.Builder::name)
            .text("Type", Check::type, Check.Builder::type)
            .text("Command", Check::command, Check.Builder::command)
            .texts("Args", Check::args, Check.Builder::args)
            .text("Path", Check::path, Check.Builder::path)
            .text("Protocol", Check::protocol, Check.Builder::protocol)
            .text("PortLabel", Check::portLabel, Check.Builder::portLabel)
            .flag("Expose", Check::expose, Check.Builder::expose)
            .text("AddressMode", Check::addressMode, Check.Builder::addressMode)
            .duration("Interval", Check::interval, Check.Builder::interval)
            .duration("Timeout", Check::timeout, Check.Builder::timeout)
            .text("InitialStatus", Check::initialStatus, Check.Builder::initialStatus)
            .text("Notes", Check::notes, Check.Builder::notes)
            .whenSet()
            .flag("TLSSkipVerify", Check::tlsSkipVerify, Check.Builder::tlsSkipVerify)
            .text("TLSServerName", Check::tlsServerName, Check.Builder::tlsServerName)
            .whenSet()
            .map(
                    "Header",
                    Check::header,
                    Check.Builder::header,
                    in -> in.list(JsonIn::text),
                    (out, values) -> out.fullList(values, JsonOut::text))
            .text("Method", Check::method, Check.Builder::method)
            .text("Body", Check::body, Check.Builder::body)
            .object("CheckRestart", Check::checkRestart, Check.Builder::checkRestart, CHECK_RESTART)
            .text("GRPCService", Check::grpcService, Check.Builder::grpcService)
            .flag("GRPCUseTLS", Check::grpcUseTls, Check.Builder::grpcUseTls)
            .text("TaskName", Check::taskName, Check.Builder::taskName)
            .integer("SuccessBeforePassing", Check::successBeforePassing, Check.Builder::successBeforePassing)
            .integer("FailuresBeforeCritical", Check::failuresBeforeCritical, Check.Builder::failuresBeforeCritical)
            .integer("FailuresBeforeWarning", Check::failuresBeforeWarning, Check.Builder::failuresBeforeWarning)
            .whenSet()
            .text("OnUpdate", Check::onUpdate, Check.Builder::onUpdate)
            .extras(Check::extras, Check.Builder::extras)
            .build();

    static final Shape<Service, Service.Builder> SERVICE = Shape.of(Service::builder, Service.Builder::build)
            .text("Name", Service::name, Service.Builder::name)
            .text("PortLabel", Service::portLabel, Service.Builder::portLabel)
            .text("Provider", Service::provider, Service.Builder::provider)
            .whenSet()
            .texts("Tags", Service::tags, Service.Builder::tags)
            .texts("CanaryTags", Service::canaryTags, Service.Builder::canaryTags)
            .flag("EnableTagOverride", Service::enableTagOverride, Service.Builder::enableTagOverride)
            .text("Address", Service::address, Service.Builder::address)
            .whenSet()
            .text("AddressMode", Service::addressMode, Service.Builder::addressMode)
            .text("TaskName", Service::taskName, Service.Builder::taskName)
            .text("OnUpdate", Service::onUpdate, Service.Builder::onUpdate)
            .textMap("Meta", Service::meta, Service.Builder::meta)
            .textMap("CanaryMeta", Service::canaryMeta, Service.Builder::canaryMeta)
            .textMap("TaggedAddresses", Service::taggedAddresses, Service.Builder::taggedAddresses)
            .whenSet()
            .objects("Checks", Service::checks, Service.Builder::checks, CHECK)
            .object("CheckRestart", Service::checkRestart, Service.Builder::checkRestart, CHECK_RESTART)
            .extras(Service::extras, Service.Builder::extras)
            .build();

    private ServiceShapes() {}
}
