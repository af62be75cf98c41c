package dev.berth.state.internal.codec;

import dev.berth.model.Check;
import dev.berth.model.CheckRestart;
import dev.berth.model.Service;

/** Codecs of services and their checks. Constants, thread-safe. */
public final class ServiceCodecs {

    public static final Codec<CheckRestart> CHECK_RESTART = MessageCodec.of("CheckRestart", CheckRestart.class)
            .int32(1, CheckRestart::limit)
            .duration(2, CheckRestart::grace)
            .bool(3, CheckRestart::ignoreWarnings)
            .create(f -> new CheckRestart(f.get(1), f.get(2), f.get(3)));

    public static final Codec<Check> CHECK = MessageCodec.of("Check", Check.class)
            .text(1, Check::name)
            .text(2, Check::type)
            .text(3, Check::command)
            .list(4, Values.TEXT, Check::args)
            .text(5, Check::path)
            .text(6, Check::protocol)
            .text(7, Check::portLabel)
            .bool(8, Check::expose)
            .text(9, Check::addressMode)
            .duration(10, Check::interval)
            .duration(11, Check::timeout)
            .text(12, Check::initialStatus)
            .text(13, Check::notes)
            .bool(14, Check::tlsSkipVerify)
            .text(15, Check::tlsServerName)
            .map(16, BasicCodecs.KEY, BasicCodecs.TEXT_LIST, Check::header)
            .text(17, Check::method)
            .text(18, Check::body)
            .optional(19, Values.message(CHECK_RESTART), Check::checkRestart)
            .text(20, Check::grpcService)
            .bool(21, Check::grpcUseTls)
            .text(22, Check::taskName)
            .int32(23, Check::successBeforePassing)
            .int32(24, Check::failuresBeforeCritical)
            .int32(25, Check::failuresBeforeWarning)
            .text(26, Check::onUpdate)
            .extras(Check::extras)
            .create(f -> new Check(
                    f.get(1),
                    f.get(2),
                    f.get(3),
                    f.get(4),
                    f.get(5),
                    f.get(6),
                    f.get(7),
                    f.get(8),
                    f.get(9),
                    f.get(10),
                    f.get(11),
                    f.get(12),
                    f.get(13),
                    f.get(14),
                    f.get(15),
                    f.get(16),
                    f.get(17),
                    f.get(18),
                    f.get(19),
                    f.get(20),
                    f.get(21),
                    f.get(22),
                    f.get(23),
                    f.get(24),
                    f.get(25),
                    f.get(26),
                    f.extras()));

    public static final Codec<Service> SERVICE = MessageCodec.of("Service", Service.class)
            .text(1, Service::name)
            .text(2, Service::portLabel)
            .text(3, Service::provider)
            .list(4, Values.TEXT, Service::tags)
            .list(5, Values.TEXT, Service::canaryTags)
            .bool(6, Service::enableTagOverride)
            .text(7, Service::address)
            .text(8, Service::addressMode)
            .text(9, Service::taskName)
            .text(10, Service::onUpdate)
            .texts(11, Service::meta)
            .texts(12, Service::canaryMeta)
            .texts(13, Service::taggedAddresses)
            .messages(14, CHECK, Service::checks)
            .optional(15, Values.message(CHECK_RESTART), Service::checkRestart)
            .extras(Service::extras)
            .create(f -> new Service(
                    f.get(1),
                    f.get(2),
                    f.get(3),
                    f.get(4),
                    f.get(5),
                    f.get(6),
                    f.get(7),
                    f.get(8),
                    f.get(9),
                    f.get(10),
                    f.get(11),
                    f.get(12),
                    f.get(13),
                    f.get(14),
                    f.get(15),
                    f.extras()));

    private ServiceCodecs() {}
}
