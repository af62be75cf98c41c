package dev.berth.jobspec.internal.map;

import dev.berth.jobspec.internal.map.Spec.BlockReading;
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
import java.util.List;

/** The policies of jobs, groups and tasks. */
final class PolicySpecs {
    private static final Reading<HealthCheck> HEALTH_CHECK =
            Reading.word(HealthCheck::parse, HealthCheck.values(), HealthCheck::word);

    static final BlockReading<RestartPolicy> RESTART = Spec.<RestartPolicy.Builder>of("restart")
            .integer("attempts", RestartPolicy.Builder::attempts)
            .duration("interval", RestartPolicy.Builder::interval)
            .duration("delay", RestartPolicy.Builder::delay)
            .value(
                    "mode",
                    Reading.word(RestartPolicy.Mode::parse, RestartPolicy.Mode.values(), RestartPolicy.Mode::word),
                    RestartPolicy.Builder::mode)
            .truth("render_templates", RestartPolicy.Builder::renderTemplates)
            .reading(s -> RestartPolicy.builder(), RestartPolicy.Builder::build);

    static final BlockReading<ReschedulePolicy> RESCHEDULE = Spec.<ReschedulePolicy.Builder>of("reschedule")
            .integer("attempts", ReschedulePolicy.Builder::attempts)
            .duration("interval", ReschedulePolicy.Builder::interval)
            .duration("delay", ReschedulePolicy.Builder::delay)
            .value(
                    "delay_function",
                    Reading.word(
                            ReschedulePolicy.DelayFunction::parse,
                            ReschedulePolicy.DelayFunction.values(),
                            ReschedulePolicy.DelayFunction::word),
                    ReschedulePolicy.Builder::delayFunction)
            .duration("max_delay", ReschedulePolicy.Builder::maxDelay)
            .truth("unlimited", ReschedulePolicy.Builder::unlimited)
            .reading(s -> ReschedulePolicy.builder(), ReschedulePolicy.Builder::build);

    static final BlockReading<UpdateStrategy> UPDATE = Spec.<UpdateStrategy.Builder>of("update")
            .duration("stagger", UpdateStrategy.Builder::stagger)
            .integer("max_parallel", UpdateStrategy.Builder::maxParallel)
            .value("health_check", HEALTH_CHECK, UpdateStrategy.Builder::healthCheck)
            .duration("min_healthy_time", UpdateStrategy.Builder::minHealthyTime)
            .duration("healthy_deadline", UpdateStrategy.Builder::healthyDeadline)
            .duration("progress_deadline", UpdateStrategy.Builder::progressDeadline)
            .truth("auto_revert", UpdateStrategy.Builder::autoRevert)
            .truth("auto_promote", UpdateStrategy.Builder::autoPromote)
            .integer("canary", UpdateStrategy.Builder::canary)
            .reading(s -> UpdateStrategy.builder(), UpdateStrategy.Builder::build);

    static final BlockReading<MigrateStrategy> MIGRATE = Spec.<MigrateStrategy.Builder>of("migrate")
            .integer("max_parallel", MigrateStrategy.Builder::maxParallel)
            .value("health_check", HEALTH_CHECK, MigrateStrategy.Builder::healthCheck)
            .duration("min_healthy_time", MigrateStrategy.Builder::minHealthyTime)
            .duration("healthy_deadline", MigrateStrategy.Builder::healthyDeadline)
            .reading(s -> MigrateStrategy.builder(), MigrateStrategy.Builder::build);

    static final BlockReading<DisconnectStrategy> DISCONNECT = Spec.<DisconnectStrategy.Builder>of("disconnect")
            .duration("lost_after", DisconnectStrategy.Builder::lostAfter)
            .duration("stop_on_client_after", DisconnectStrategy.Builder::stopOnClientAfter)
            .truth("replace", DisconnectStrategy.Builder::replace)
            .value(
                    "reconcile",
                    Reading.word(
                            DisconnectStrategy.Reconcile::parse,
                            DisconnectStrategy.Reconcile.values(),
                            DisconnectStrategy.Reconcile::word),
                    DisconnectStrategy.Builder::reconcile)
            .reading(s -> DisconnectStrategy.builder(), DisconnectStrategy.Builder::build);

    static final BlockReading<EphemeralDisk> EPHEMERAL_DISK = Spec.<EphemeralDisk.Builder>of("ephemeral_disk")
            .value("size", "sizeBytes", Reading.MEGABYTES, EphemeralDisk.Builder::sizeBytes)
            .truth("sticky", EphemeralDisk.Builder::sticky)
            .truth("migrate", EphemeralDisk.Builder::migrate)
            .reading(s -> EphemeralDisk.builder(), EphemeralDisk.Builder::build);

    static final BlockReading<ScalingPolicy> SCALING = Spec.<ScalingPolicy.Builder>of("scaling")
            .value("min", Reading.LONG, ScalingPolicy.Builder::min)
            .value("max", Reading.LONG, ScalingPolicy.Builder::max)
            .truth("enabled", ScalingPolicy.Builder::enabled)
            .text("type", ScalingPolicy.Builder::type)
            .opaque("policy", ScalingPolicy.Builder::policy)
            .reading(s -> ScalingPolicy.builder(), ScalingPolicy.Builder::build);

    static final BlockReading<PeriodicConfig> PERIODIC = Spec.<PeriodicConfig.Builder>of("periodic")
            .truth("enabled", PeriodicConfig.Builder::enabled)
            .value("cron", "spec", Reading.TEXT, PeriodicConfig.Builder::spec)
            .texts("crons", PeriodicConfig.Builder::crons)
            .truth("prohibit_overlap", PeriodicConfig.Builder::prohibitOverlap)
            .text("time_zone", PeriodicConfig.Builder::timeZone)
            .reading(s -> PeriodicConfig.builder(), PeriodicConfig.Builder::build);

    static final BlockReading<ParameterizedConfig> PARAMETERIZED = Spec.<ParameterizedConfig.Builder>of("parameterized")
            .value(
                    "payload",
                    Reading.word(
                            ParameterizedConfig.PayloadRule::parse,
                            ParameterizedConfig.PayloadRule.values(),
                            ParameterizedConfig.PayloadRule::word),
                    ParameterizedConfig.Builder::payload)
            .value("meta_required", Reading.TEXTS, (b, v) -> b.metaRequired(List.copyOf(v)))
            .value("meta_optional", Reading.TEXTS, (b, v) -> b.metaOptional(List.copyOf(v)))
            .reading(s -> ParameterizedConfig.builder(), ParameterizedConfig.Builder::build);

    private PolicySpecs() {}
}
