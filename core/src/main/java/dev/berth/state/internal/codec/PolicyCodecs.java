package dev.berth.state.internal.codec;

import dev.berth.model.DisconnectStrategy;
import dev.berth.model.HealthCheck;
import dev.berth.model.MigrateStrategy;
import dev.berth.model.ParameterizedConfig;
import dev.berth.model.PeriodicConfig;
import dev.berth.model.ReschedulePolicy;
import dev.berth.model.RestartPolicy;
import dev.berth.model.ScalingPolicy;
import dev.berth.model.UpdateStrategy;

/** Codecs of the policies of jobs and groups. Constants, thread-safe. */
public final class PolicyCodecs {

    public static final Codec<RestartPolicy> RESTART_POLICY = MessageCodec.of("RestartPolicy", RestartPolicy.class)
            .int32(1, RestartPolicy::attempts)
            .duration(2, RestartPolicy::interval)
            .duration(3, RestartPolicy::delay)
            .constant(4, RestartPolicy.Mode.values(), RestartPolicy::mode)
            .bool(5, RestartPolicy::renderTemplates)
            .constants(6, RestartPolicy.Field.values(), RestartPolicy::given)
            .create(f -> new RestartPolicy(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6)));

    public static final Codec<ReschedulePolicy> RESCHEDULE_POLICY = MessageCodec.of(
                    "ReschedulePolicy", ReschedulePolicy.class)
            .int32(1, ReschedulePolicy::attempts)
            .duration(2, ReschedulePolicy::interval)
            .duration(3, ReschedulePolicy::delay)
            .constant(4, ReschedulePolicy.DelayFunction.values(), ReschedulePolicy::delayFunction)
            .duration(5, ReschedulePolicy::maxDelay)
            .bool(6, ReschedulePolicy::unlimited)
            .constants(7, ReschedulePolicy.Field.values(), ReschedulePolicy::given)
            .create(f -> new ReschedulePolicy(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.get(7)));

    public static final Codec<UpdateStrategy> UPDATE_STRATEGY = MessageCodec.of("UpdateStrategy", UpdateStrategy.class)
            .duration(1, UpdateStrategy::stagger)
            .int32(2, UpdateStrategy::maxParallel)
            .constant(3, HealthCheck.values(), UpdateStrategy::healthCheck)
            .duration(4, UpdateStrategy::minHealthyTime)
            .duration(5, UpdateStrategy::healthyDeadline)
            .duration(6, UpdateStrategy::progressDeadline)
            .bool(7, UpdateStrategy::autoRevert)
            .bool(8, UpdateStrategy::autoPromote)
            .int32(9, UpdateStrategy::canary)
            .constants(10, UpdateStrategy.Field.values(), UpdateStrategy::given)
            .create(f -> new UpdateStrategy(
                    f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.get(7), f.get(8), f.get(9),
                    f.get(10)));

    public static final Codec<MigrateStrategy> MIGRATE_STRATEGY = MessageCodec.of(
                    "MigrateStrategy", MigrateStrategy.class)
            .int32(1, MigrateStrategy::maxParallel)
            .constant(2, HealthCheck.values(), MigrateStrategy::healthCheck)
            .duration(3, MigrateStrategy::minHealthyTime)
            .duration(4, MigrateStrategy::healthyDeadline)
            .constants(5, MigrateStrategy.Field.values(), MigrateStrategy::given)
            .create(f -> new MigrateStrategy(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5)));

    public static final Codec<DisconnectStrategy> DISCONNECT_STRATEGY = MessageCodec.of(
                    "DisconnectStrategy", DisconnectStrategy.class)
            .duration(1, DisconnectStrategy::lostAfter)
            .optional(2, Values.message(BasicCodecs.DURATION), DisconnectStrategy::stopOnClientAfter)
            .bool(3, DisconnectStrategy::replace)
            .constant(4, DisconnectStrategy.Reconcile.values(), DisconnectStrategy::reconcile)
            .create(f -> new DisconnectStrategy(f.get(1), f.get(2), f.get(3), f.get(4)));

    public static final Codec<PeriodicConfig> PERIODIC_CONFIG = MessageCodec.of("PeriodicConfig", PeriodicConfig.class)
            .bool(1, PeriodicConfig::enabled)
            .list(2, Values.TEXT, PeriodicConfig::crons)
            .text(3, PeriodicConfig::spec)
            .text(4, PeriodicConfig::specType)
            .bool(5, PeriodicConfig::prohibitOverlap)
            .text(6, PeriodicConfig::timeZone)
            .create(f -> new PeriodicConfig(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6)));

    public static final Codec<ParameterizedConfig> PARAMETERIZED_CONFIG = MessageCodec.of(
                    "ParameterizedConfig", ParameterizedConfig.class)
            .constant(1, ParameterizedConfig.PayloadRule.values(), ParameterizedConfig::payload)
            .list(2, Values.TEXT, ParameterizedConfig::metaRequired)
            .list(3, Values.TEXT, ParameterizedConfig::metaOptional)
            .create(f -> new ParameterizedConfig(f.get(1), f.get(2), f.get(3)));

    public static final Codec<ScalingPolicy> SCALING_POLICY = MessageCodec.of("ScalingPolicy", ScalingPolicy.class)
            .optional(1, Values.INT64, ScalingPolicy::min)
            .optional(2, Values.INT64, ScalingPolicy::max)
            .bool(3, ScalingPolicy::enabled)
            .text(4, ScalingPolicy::type)
            .json(5, ScalingPolicy::policy)
            .extras(ScalingPolicy::extras)
            .create(f -> new ScalingPolicy(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.extras()));

    private PolicyCodecs() {}
}
