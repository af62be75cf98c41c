package dev.berth.wire.nomad;

import dev.berth.model.DisconnectStrategy;
import dev.berth.model.EphemeralDisk;
import dev.berth.model.HealthCheck;
import dev.berth.model.MigrateStrategy;
import dev.berth.model.ParameterizedConfig;
import dev.berth.model.PeriodicConfig;
import dev.berth.model.ReschedulePolicy;
import dev.berth.model.RestartPolicy;
import dev.berth.model.ScalingPolicy;
import dev.berth.model.UpdateStrategy;
import java.io.IOException;

/** Policies of jobs, groups and tasks. A policy's field that was not given is null, as Nomad's clients write it. */
final class PolicyShapes {

    static final Shape<RestartPolicy, RestartPolicy.Builder> RESTART = Shape.of(
                    RestartPolicy::builder, RestartPolicy.Builder::build)
            .integer("Attempts", RestartPolicy::attempts, RestartPolicy.Builder::attempts)
            .givenIf(p -> p.given().contains(RestartPolicy.Field.ATTEMPTS))
            .duration("Interval", RestartPolicy::interval, RestartPolicy.Builder::interval)
            .givenIf(p -> p.given().contains(RestartPolicy.Field.INTERVAL))
            .duration("Delay", RestartPolicy::delay, RestartPolicy.Builder::delay)
            .givenIf(p -> p.given().contains(RestartPolicy.Field.DELAY))
            .word(
                    "Mode",
                    RestartPolicy::mode,
                    RestartPolicy.Builder::mode,
                    RestartPolicy.Mode::word,
                    RestartPolicy.Mode::parse)
            .givenIf(p -> p.given().contains(RestartPolicy.Field.MODE))
            .flag("RenderTemplates", RestartPolicy::renderTemplates, RestartPolicy.Builder::renderTemplates)
            .givenIf(p -> p.given().contains(RestartPolicy.Field.RENDER_TEMPLATES))
            .whenSet()
            .build();

    static final Shape<ReschedulePolicy, ReschedulePolicy.Builder> RESCHEDULE = Shape.of(
                    ReschedulePolicy::builder, ReschedulePolicy.Builder::build)
            .integer("Attempts", ReschedulePolicy::attempts, ReschedulePolicy.Builder::attempts)
            .givenIf(p -> p.given().contains(ReschedulePolicy.Field.ATTEMPTS))
            .duration("Interval", ReschedulePolicy::interval, ReschedulePolicy.Builder::interval)
            .givenIf(p -> p.given().contains(ReschedulePolicy.Field.INTERVAL))
            .duration("Delay", ReschedulePolicy::delay, ReschedulePolicy.Builder::delay)
            .givenIf(p -> p.given().contains(ReschedulePolicy.Field.DELAY))
            .word(
                    "DelayFunction",
                    ReschedulePolicy::delayFunction,
                    ReschedulePolicy.Builder::delayFunction,
                    ReschedulePolicy.DelayFunction::word,
                    ReschedulePolicy.DelayFunction::parse)
            .givenIf(p -> p.given().contains(ReschedulePolicy.Field.DELAY_FUNCTION))
            .duration("MaxDelay", ReschedulePolicy::maxDelay, ReschedulePolicy.Builder::maxDelay)
            .givenIf(p -> p.given().contains(ReschedulePolicy.Field.MAX_DELAY))
            .flag("Unlimited", ReschedulePolicy::unlimited, ReschedulePolicy.Builder::unlimited)
            .givenIf(p -> p.given().contains(ReschedulePolicy.Field.UNLIMITED))
            .build();

    static final Shape<UpdateStrategy, UpdateStrategy.Builder> UPDATE = Shape.of(
                    UpdateStrategy::builder, UpdateStrategy.Builder::build)
            .duration("Stagger", UpdateStrategy::stagger, UpdateStrategy.Builder::stagger)
            .givenIf(p -> p.given().contains(UpdateStrategy.Field.STAGGER))
            .integer("MaxParallel", UpdateStrategy::maxParallel, UpdateStrategy.Builder::maxParallel)
            .givenIf(p -> p.given().contains(UpdateStrategy.Field.MAX_PARALLEL))
            .nullable(
                    "HealthCheck",
                    UpdateStrategy::healthCheck,
                    UpdateStrategy.Builder::healthCheck,
                    in -> in.word(HealthCheck::parse),
                    (out, check) -> out.text(check.word()))
            .givenIf(p -> p.given().contains(UpdateStrategy.Field.HEALTH_CHECK))
            .duration("MinHealthyTime", UpdateStrategy::minHealthyTime, UpdateStrategy.Builder::minHealthyTime)
            .givenIf(p -> p.given().contains(UpdateStrategy.Field.MIN_HEALTHY_TIME))
            .duration("HealthyDeadline", UpdateStrategy::healthyDeadline, UpdateStrategy.Builder::healthyDeadline)
            .givenIf(p -> p.given().contains(UpdateStrategy.Field.HEALTHY_DEADLINE))
            .duration("ProgressDeadline", UpdateStrategy::progressDeadline, UpdateStrategy.Builder::progressDeadline)
            .givenIf(p -> p.given().contains(UpdateStrategy.Field.PROGRESS_DEADLINE))
            .flag("AutoRevert", UpdateStrategy::autoRevert, UpdateStrategy.Builder::autoRevert)
            .givenIf(p -> p.given().contains(UpdateStrategy.Field.AUTO_REVERT))
            .flag("AutoPromote", UpdateStrategy::autoPromote, UpdateStrategy.Builder::autoPromote)
            .givenIf(p -> p.given().contains(UpdateStrategy.Field.AUTO_PROMOTE))
            .integer("Canary", UpdateStrategy::canary, UpdateStrategy.Builder::canary)
            .givenIf(p -> p.given().contains(UpdateStrategy.Field.CANARY))
            .build();

    static final Shape<MigrateStrategy, MigrateStrategy.Builder> MIGRATE = Shape.of(
                    MigrateStrategy::builder, MigrateStrategy.Builder::build)
            .integer("MaxParallel", MigrateStrategy::maxParallel, MigrateStrategy.Builder::maxParallel)
            .givenIf(p -> p.given().contains(MigrateStrategy.Field.MAX_PARALLEL))
            .nullable(
                    "HealthCheck",
                    MigrateStrategy::healthCheck,
                    MigrateStrategy.Builder::healthCheck,
                    in -> in.word(HealthCheck::parse),
                    (out, check) -> out.text(check.word()))
            .givenIf(p -> p.given().contains(MigrateStrategy.Field.HEALTH_CHECK))
            .duration("MinHealthyTime", MigrateStrategy::minHealthyTime, MigrateStrategy.Builder::minHealthyTime)
            .givenIf(p -> p.given().contains(MigrateStrategy.Field.MIN_HEALTHY_TIME))
            .duration("HealthyDeadline", MigrateStrategy::healthyDeadline, MigrateStrategy.Builder::healthyDeadline)
            .givenIf(p -> p.given().contains(MigrateStrategy.Field.HEALTHY_DEADLINE))
            .build();

    static final Shape<DisconnectStrategy, DisconnectStrategy.Builder> DISCONNECT = Shape.of(
                    DisconnectStrategy::builder, DisconnectStrategy.Builder::build)
            .duration("LostAfter", DisconnectStrategy::lostAfter, DisconnectStrategy.Builder::lostAfter)
            .duration(
                    "StopOnClientAfter",
                    DisconnectStrategy::stopOnClientAfter,
                    DisconnectStrategy.Builder::stopOnClientAfter)
            .flag("Replace", DisconnectStrategy::replace, DisconnectStrategy.Builder::replace)
            .word(
                    "Reconcile",
                    DisconnectStrategy::reconcile,
                    DisconnectStrategy.Builder::reconcile,
                    DisconnectStrategy.Reconcile::word,
                    DisconnectStrategy.Reconcile::parse)
            .build();

    static final Shape<EphemeralDisk, EphemeralDisk.Builder> EPHEMERAL_DISK = Shape.of(
                    EphemeralDisk::builder, EphemeralDisk.Builder::build)
            .megabytes("SizeMB", EphemeralDisk::sizeBytes, EphemeralDisk.Builder::sizeBytes)
            .flag("Sticky", EphemeralDisk::sticky, EphemeralDisk.Builder::sticky)
            .flag("Migrate", EphemeralDisk::migrate, EphemeralDisk.Builder::migrate)
            .build();

    static final Shape<PeriodicConfig, PeriodicConfig.Builder> PERIODIC = Shape.of(
                    PeriodicConfig::builder, PeriodicConfig.Builder::build)
            .flag("Enabled", PeriodicConfig::enabled, PeriodicConfig.Builder::enabled)
            .text("Spec", PeriodicConfig::spec, PeriodicConfig.Builder::spec)
            .texts("Specs", PeriodicConfig::crons, PeriodicConfig.Builder::crons)
            .whenSet()
            .text("SpecType", PeriodicConfig::specType, PeriodicConfig.Builder::specType)
            .flag("ProhibitOverlap", PeriodicConfig::prohibitOverlap, PeriodicConfig.Builder::prohibitOverlap)
            .text("TimeZone", PeriodicConfig::timeZone, PeriodicConfig.Builder::timeZone)
            .build();

    static final Shape<ParameterizedConfig, ParameterizedConfig.Builder> PARAMETERIZED = Shape.of(
                    ParameterizedConfig::builder, ParameterizedConfig.Builder::build)
            .word(
                    "Payload",
                    ParameterizedConfig::payload,
                    ParameterizedConfig.Builder::payload,
                    ParameterizedConfig.PayloadRule::word,
                    ParameterizedConfig.PayloadRule::parse)
            .texts("MetaRequired", ParameterizedConfig::metaRequired, ParameterizedConfig.Builder::metaRequired)
            .texts("MetaOptional", ParameterizedConfig::metaOptional, ParameterizedConfig.Builder::metaOptional)
            .build();

    static final Shape<ScalingPolicy, ScalingPolicy.Builder> SCALING = Shape.of(
                    ScalingPolicy::builder, ScalingPolicy.Builder::build)
            .nullable("Min", ScalingPolicy::min, ScalingPolicy.Builder::min, JsonIn::whole, PolicyShapes::number)
            .nullable("Max", ScalingPolicy::max, ScalingPolicy.Builder::max, JsonIn::whole, PolicyShapes::number)
            .flag("Enabled", ScalingPolicy::enabled, ScalingPolicy.Builder::enabled)
            .text("Type", ScalingPolicy::type, ScalingPolicy.Builder::type)
            .json("Policy", ScalingPolicy::policy, ScalingPolicy.Builder::policy)
            .extras(ScalingPolicy::extras, ScalingPolicy.Builder::extras)
            .build();

    private PolicyShapes() {}

    private static void number(JsonOut out, Long value) throws IOException {
        out.generator().writeNumber(value);
    }
}
