package dev.berth.state.internal.codec;

import dev.berth.model.EphemeralDisk;
import dev.berth.model.Job;
import dev.berth.model.JobRevision;
import dev.berth.model.JobStatus;
import dev.berth.model.JobType;
import dev.berth.model.Multiregion;
import dev.berth.model.MultiregionRegion;
import dev.berth.model.MultiregionStrategy;
import dev.berth.model.Payload;
import dev.berth.model.TaskGroup;
import dev.berth.model.VersionTag;
import dev.berth.model.VolumeRequest;

/** Codecs of jobs and task groups. Constants, thread-safe. */
public final class JobCodecs {

    public static final Codec<EphemeralDisk> EPHEMERAL_DISK = MessageCodec.of("EphemeralDisk", EphemeralDisk.class)
            .int64(1, EphemeralDisk::sizeBytes)
            .bool(2, EphemeralDisk::sticky)
            .bool(3, EphemeralDisk::migrate)
            .create(f -> new EphemeralDisk(f.get(1), f.get(2), f.get(3)));

    public static final Codec<VolumeRequest> VOLUME_REQUEST = MessageCodec.of("VolumeRequest", VolumeRequest.class)
            .text(1, VolumeRequest::name)
            .text(2, VolumeRequest::type)
            .text(3, VolumeRequest::source)
            .bool(4, VolumeRequest::readOnly)
            .text(5, VolumeRequest::accessMode)
            .text(6, VolumeRequest::attachmentMode)
            .bool(7, VolumeRequest::perAlloc)
            .bool(8, VolumeRequest::sticky)
            .text(9, VolumeRequest::fsType)
            .list(10, Values.TEXT, VolumeRequest::mountFlags)
            .extras(VolumeRequest::extras)
            .create(f -> new VolumeRequest(
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
                    f.extras()));

    public static final Codec<TaskGroup> TASK_GROUP = MessageCodec.of("TaskGroup", TaskGroup.class)
            .text(1, TaskGroup::name)
            .int32(2, TaskGroup::count)
            .messages(3, ConstraintCodecs.CONSTRAINT, TaskGroup::constraints)
            .messages(4, ConstraintCodecs.AFFINITY, TaskGroup::affinities)
            .messages(5, ConstraintCodecs.SPREAD, TaskGroup::spreads)
            .messages(6, TaskCodecs.TASK, TaskGroup::tasks)
            .optional(7, Values.message(PolicyCodecs.RESTART_POLICY), TaskGroup::restart)
            .optional(8, Values.message(PolicyCodecs.RESCHEDULE_POLICY), TaskGroup::reschedule)
            .optional(9, Values.message(PolicyCodecs.UPDATE_STRATEGY), TaskGroup::update)
            .optional(10, Values.message(PolicyCodecs.MIGRATE_STRATEGY), TaskGroup::migrate)
            .optional(11, Values.message(PolicyCodecs.DISCONNECT_STRATEGY), TaskGroup::disconnect)
            .required(12, Values.message(EPHEMERAL_DISK), TaskGroup::ephemeralDisk)
            .messages(13, NetworkCodecs.NETWORK_REQUEST, TaskGroup::networks)
            .messages(14, ServiceCodecs.SERVICE, TaskGroup::services)
            .map(15, BasicCodecs.KEY, VOLUME_REQUEST, TaskGroup::volumes)
            .optional(16, Values.message(PolicyCodecs.SCALING_POLICY), TaskGroup::scaling)
            .texts(17, TaskGroup::meta)
            .optional(18, Values.message(BasicCodecs.DURATION), TaskGroup::shutdownDelay)
            .optional(19, Values.message(BasicCodecs.DURATION), TaskGroup::maxRunDuration)
            .extras(TaskGroup::extras)
            .create(f -> new TaskGroup(
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
                    f.extras()));

    public static final Codec<MultiregionRegion> MULTIREGION_REGION = MessageCodec.of(
                    "MultiregionRegion", MultiregionRegion.class)
            .text(1, MultiregionRegion::name)
            .int32(2, MultiregionRegion::count)
            .list(3, Values.TEXT, MultiregionRegion::datacenters)
            .text(4, MultiregionRegion::nodePool)
            .texts(5, MultiregionRegion::meta)
            .create(f -> new MultiregionRegion(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5)));

    public static final Codec<MultiregionStrategy> MULTIREGION_STRATEGY = MessageCodec.of(
                    "MultiregionStrategy", MultiregionStrategy.class)
            .int32(1, MultiregionStrategy::maxParallel)
            .text(2, MultiregionStrategy::onFailure)
            .create(f -> new MultiregionStrategy(f.get(1), f.get(2)));

    public static final Codec<Multiregion> MULTIREGION = MessageCodec.of("Multiregion", Multiregion.class)
            .optional(1, Values.message(MULTIREGION_STRATEGY), Multiregion::strategy)
            .messages(2, MULTIREGION_REGION, Multiregion::regions)
            .extras(Multiregion::extras)
            .create(f -> new Multiregion(f.get(1), f.get(2), f.extras()));

    public static final Codec<VersionTag> VERSION_TAG = MessageCodec.of("VersionTag", VersionTag.class)
            .text(1, VersionTag::name)
            .text(2, VersionTag::description)
            .int64(3, VersionTag::taggedTimeNanos)
            .create(f -> new VersionTag(f.get(1), f.get(2), f.get(3)));

    public static final Codec<JobRevision> JOB_REVISION = MessageCodec.of("JobRevision", JobRevision.class)
            .int64(1, JobRevision::version)
            .constant(2, JobStatus.values(), JobRevision::status)
            .text(3, JobRevision::statusDescription)
            .bool(4, JobRevision::stable)
            .int64(5, JobRevision::submitTimeNanos)
            .int64(6, JobRevision::createIndex)
            .int64(7, JobRevision::modifyIndex)
            .int64(8, JobRevision::jobModifyIndex)
            .optional(9, Values.message(VERSION_TAG), JobRevision::tag)
            .create(f -> new JobRevision(
                    f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.get(7), f.get(8), f.get(9)));

    public static final Codec<Job> JOB = MessageCodec.of("Job", Job.class)
            .required(1, Values.message(BasicCodecs.JOB_KEY), Job::key)
            .text(2, Job::name)
            .text(3, Job::region)
            .constant(4, JobType.values(), Job::type)
            .int32(5, Job::priority)
            .bool(6, Job::allAtOnce)
            .list(7, Values.TEXT, Job::datacenters)
            .text(8, Job::nodePool)
            .messages(9, ConstraintCodecs.CONSTRAINT, Job::constraints)
            .messages(10, ConstraintCodecs.AFFINITY, Job::affinities)
            .messages(11, ConstraintCodecs.SPREAD, Job::spreads)
            .messages(12, TASK_GROUP, Job::taskGroups)
            .optional(13, Values.message(PolicyCodecs.UPDATE_STRATEGY), Job::update)
            .optional(14, Values.message(PolicyCodecs.MIGRATE_STRATEGY), Job::migrate)
            .optional(15, Values.message(PolicyCodecs.RESCHEDULE_POLICY), Job::reschedule)
            .optional(16, Values.message(PolicyCodecs.PERIODIC_CONFIG), Job::periodic)
            .optional(17, Values.message(PolicyCodecs.PARAMETERIZED_CONFIG), Job::parameterized)
            .optional(18, Values.message(MULTIREGION), Job::multiregion)
            .texts(19, Job::meta)
            .value(20, Values.message(BasicCodecs.PAYLOAD), Job::payload, Payload.none())
            .bool(21, Job::dispatched)
            .text(22, Job::dispatchIdempotencyToken)
            .text(23, Job::parentId)
            .bool(24, Job::stop)
            .required(25, Values.message(JOB_REVISION), Job::revision)
            .extras(Job::extras)
            .create(f -> new Job(
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
                    f.extras()));

    /** Jobs, in what there are many of: allocations and plans. */
    public static final Shared<Job> SHARED_JOB = Shared.of(4, JOB);

    private JobCodecs() {}
}
