package dev.berth.wire.nomad;

import dev.berth.model.DisconnectStrategy;
import dev.berth.model.Job;
import dev.berth.model.JobKey;
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
import java.io.IOException;
import java.util.List;

/** Jobs and task groups. */
final class JobShapes {

    static final Shape<VolumeRequest, VolumeRequest.Builder> VOLUME = Shape.of(
                    () -> VolumeRequest.builder(""), VolumeRequest.Builder::build)
            .text("Name", VolumeRequest::name, VolumeRequest.Builder::name)
            .text("Type", VolumeRequest::type, VolumeRequest.Builder::type)
            .text("Source", VolumeRequest::source, VolumeRequest.Builder::source)
            .flag("ReadOnly", VolumeRequest::readOnly, VolumeRequest.Builder::readOnly)
            .text("AccessMode", VolumeRequest::accessMode, VolumeRequest.Builder::accessMode)
            .text("AttachmentMode", VolumeRequest::attachmentMode, VolumeRequest.Builder::attachmentMode)
            .custom("MountOptions", JobShapes::readMountOptions, JobShapes::writeMountOptions, volume -> false)
            .flag("PerAlloc", VolumeRequest::perAlloc, VolumeRequest.Builder::perAlloc)
            .flag("Sticky", VolumeRequest::sticky, VolumeRequest.Builder::sticky)
            .whenSet()
            .extras(VolumeRequest::extras, VolumeRequest.Builder::extras)
            .build();

    static final Shape<TaskGroup, TaskGroup.Builder> GROUP = Shape.of(
                    () -> TaskGroup.builder(""), TaskGroup.Builder::build)
            .text("Name", TaskGroup::name, TaskGroup.Builder::name)
            .integer("Count", TaskGroup::count, TaskGroup.Builder::count)
            .objects("Constraints", TaskGroup::constraints, TaskGroup.Builder::constraints, PreferenceShapes.CONSTRAINT)
            .objects("Affinities", TaskGroup::affinities, TaskGroup.Builder::affinities, PreferenceShapes.AFFINITY)
            .objects("Spreads", TaskGroup::spreads, TaskGroup.Builder::spreads, PreferenceShapes.SPREAD)
            .objects("Tasks", TaskGroup::tasks, TaskGroup.Builder::tasks, TaskShapes.TASK)
            .object("RestartPolicy", TaskGroup::restart, TaskGroup.Builder::restart, PolicyShapes.RESTART)
            .object("ReschedulePolicy", TaskGroup::reschedule, TaskGroup.Builder::reschedule, PolicyShapes.RESCHEDULE)
            .object("Update", TaskGroup::update, TaskGroup.Builder::update, PolicyShapes.UPDATE)
            .object("Migrate", TaskGroup::migrate, TaskGroup.Builder::migrate, PolicyShapes.MIGRATE)
            .object("Disconnect", TaskGroup::disconnect, TaskGroup.Builder::disconnect, PolicyShapes.DISCONNECT)
            .whenSet()
            .custom(
                    "StopAfterClientDisconnect",
                    JobShapes::readStop,
                    (out, g) -> out.generator().writeNull(),
                    g -> false)
            .custom(
                    "MaxClientDisconnect",
                    JobShapes::readLost,
                    (out, g) -> out.generator().writeNull(),
                    g -> true)
            .whenSet()
            .object(
                    "EphemeralDisk",
                    TaskGroup::ephemeralDisk,
                    TaskGroup.Builder::ephemeralDisk,
                    PolicyShapes.EPHEMERAL_DISK)
            .objects("Networks", TaskGroup::networks, TaskGroup.Builder::networks, NetworkShapes.NETWORK_REQUEST)
            .objects("Services", TaskGroup::services, TaskGroup.Builder::services, ServiceShapes.SERVICE)
            .objectMap("Volumes", TaskGroup::volumes, TaskGroup.Builder::volumes, VOLUME)
            .object("Scaling", TaskGroup::scaling, TaskGroup.Builder::scaling, PolicyShapes.SCALING)
            .textMap("Meta", TaskGroup::meta, TaskGroup.Builder::meta)
            .duration("ShutdownDelay", TaskGroup::shutdownDelay, TaskGroup.Builder::shutdownDelay)
            .duration("MaxRunDuration", TaskGroup::maxRunDuration, TaskGroup.Builder::maxRunDuration)
            .whenSet()
            .extras(TaskGroup::extras, TaskGroup.Builder::extras)
            .build();

    static final Shape<MultiregionStrategy, MultiregionStrategy.Builder> MULTIREGION_STRATEGY = Shape.of(
                    MultiregionStrategy::builder, MultiregionStrategy.Builder::build)
            .integer("MaxParallel", MultiregionStrategy::maxParallel, MultiregionStrategy.Builder::maxParallel)
            .text("OnFailure", MultiregionStrategy::onFailure, MultiregionStrategy.Builder::onFailure)
            .build();

    static final Shape<MultiregionRegion, MultiregionRegion.Builder> MULTIREGION_REGION = Shape.of(
                    () -> MultiregionRegion.builder(""), MultiregionRegion.Builder::build)
            .text("Name", MultiregionRegion::name, MultiregionRegion.Builder::name)
            .integer("Count", MultiregionRegion::count, MultiregionRegion.Builder::count)
            .texts("Datacenters", MultiregionRegion::datacenters, MultiregionRegion.Builder::datacenters)
            .text("NodePool", MultiregionRegion::nodePool, MultiregionRegion.Builder::nodePool)
            .whenSet()
            .textMap("Meta", MultiregionRegion::meta, MultiregionRegion.Builder::meta)
            .build();

    static final Shape<Multiregion, Multiregion.Builder> MULTIREGION = Shape.of(
                    Multiregion::builder, Multiregion.Builder::build)
            .object("Strategy", Multiregion::strategy, Multiregion.Builder::strategy, MULTIREGION_STRATEGY)
            .objects("Regions", Multiregion::regions, Multiregion.Builder::regions, MULTIREGION_REGION)
            .extras(Multiregion::extras, Multiregion.Builder::extras)
            .build();

    static final Shape<VersionTag, VersionTag.Builder> VERSION_TAG = Shape.of(
                    () -> VersionTag.builder(""), VersionTag.Builder::build)
            .text("Name", VersionTag::name, VersionTag.Builder::name)
            .text("Description", VersionTag::description, VersionTag.Builder::description)
            .whole("TaggedTime", VersionTag::taggedTimeNanos, VersionTag.Builder::taggedTimeNanos)
            .build();

    static final Shape<Job, Draft> JOB = Shape.of(Draft::new, Draft::build)
            .text("ID", Job::id, (draft, id) -> draft.id = id)
            .text("Namespace", Job::namespace, (draft, namespace) -> draft.namespace = namespace)
            .text("Name", Job::name, (draft, name) -> draft.job.name(name))
            .text("Region", Job::region, (draft, region) -> draft.job.region(region))
            .word("Type", Job::type, (draft, type) -> draft.job.type(type), JobType::word, JobType::parse)
            .integer("Priority", Job::priority, (draft, priority) -> draft.job.priority(priority))
            .flag("AllAtOnce", Job::allAtOnce, (draft, flag) -> draft.job.allAtOnce(flag))
            .texts("Datacenters", Job::datacenters, (draft, all) -> draft.job.datacenters(all))
            .text("NodePool", Job::nodePool, (draft, pool) -> draft.job.nodePool(pool))
            .whenSet()
            .objects("Constraints", Job::constraints, (d, all) -> d.job.constraints(all), PreferenceShapes.CONSTRAINT)
            .objects("Affinities", Job::affinities, (d, all) -> d.job.affinities(all), PreferenceShapes.AFFINITY)
            .objects("Spreads", Job::spreads, (d, all) -> d.job.spreads(all), PreferenceShapes.SPREAD)
            .objects("TaskGroups", Job::taskGroups, (d, all) -> d.job.taskGroups(all), GROUP)
            .object("Update", Job::update, (draft, update) -> draft.job.update(update), PolicyShapes.UPDATE)
            .object("Migrate", Job::migrate, (draft, migrate) -> draft.job.migrate(migrate), PolicyShapes.MIGRATE)
            .whenSet()
            .object("Reschedule", Job::reschedule, (d, policy) -> d.job.reschedule(policy), PolicyShapes.RESCHEDULE)
            .whenSet()
            .object("Periodic", Job::periodic, (d, periodic) -> d.job.periodic(periodic), PolicyShapes.PERIODIC)
            .object(
                    "ParameterizedJob",
                    Job::parameterized,
                    (draft, parameterized) -> draft.job.parameterized(parameterized),
                    PolicyShapes.PARAMETERIZED)
            .object("Multiregion", Job::multiregion, (d, multiregion) -> d.job.multiregion(multiregion), MULTIREGION)
            .textMap("Meta", Job::meta, (draft, meta) -> draft.job.meta(meta))
            .custom(
                    "Payload",
                    (in, draft) -> draft.job.payload(Payload.of(in.parser().getBinaryValue())),
                    JobShapes::writePayload,
                    job -> false)
            .flag("Dispatched", Job::dispatched, (draft, flag) -> draft.job.dispatched(flag))
            .text(
                    "DispatchIdempotencyToken",
                    Job::dispatchIdempotencyToken,
                    (draft, token) -> draft.job.dispatchIdempotencyToken(token))
            .whenSet()
            .text("ParentID", Job::parentId, (draft, id) -> draft.job.parentId(id))
            .flag("Stop", Job::stop, (draft, flag) -> draft.job.stop(flag))
            .whole("Version", job -> job.revision().version(), (draft, n) -> draft.revision.version(n))
            .word(
                    "Status",
                    job -> job.revision().status(),
                    (draft, status) -> draft.revision.status(status),
                    JobStatus::word,
                    JobStatus::parse)
            .text(
                    "StatusDescription",
                    job -> job.revision().statusDescription(),
                    (draft, text) -> draft.revision.statusDescription(text))
            .flag("Stable", job -> job.revision().stable(), (draft, flag) -> draft.revision.stable(flag))
            .whole("SubmitTime", job -> job.revision().submitTimeNanos(), (d, n) -> d.revision.submitTimeNanos(n))
            .whole("CreateIndex", job -> job.revision().createIndex(), (d, n) -> d.revision.createIndex(n))
            .whole("ModifyIndex", job -> job.revision().modifyIndex(), (d, n) -> d.revision.modifyIndex(n))
            .whole("JobModifyIndex", job -> job.revision().jobModifyIndex(), (d, n) -> d.revision.jobModifyIndex(n))
            .object("VersionTag", job -> job.revision().tag(), (draft, tag) -> draft.revision.tag(tag), VERSION_TAG)
            .whenSet()
            .extras(Job::extras, (draft, extras) -> draft.job.extras(extras))
            .build();

    private JobShapes() {}

    /** What is read of a job: its key and its revision are spread over several members. */
    static final class Draft {
        private String id = "";
        private String namespace = JobKey.DEFAULT_NAMESPACE;
        private final Job.Builder job = Job.builder("unnamed");
        private final JobRevision.Builder revision = JobRevision.builder();

        private Job build() {
            String effective = namespace.isEmpty() ? JobKey.DEFAULT_NAMESPACE : namespace;
            return job.key(new JobKey(effective, id)).revision(revision.build()).build();
        }
    }

    /** What older Nomads wrote instead of a disconnect block; it is written as such a block. */
    private static void readStop(JsonIn in, TaskGroup.Builder draft) throws IOException {
        draft.disconnect(
                DisconnectStrategy.builder().stopOnClientAfter(in.duration()).build());
    }

    private static void readLost(JsonIn in, TaskGroup.Builder draft) throws IOException {
        draft.disconnect(DisconnectStrategy.builder().lostAfter(in.duration()).build());
    }

    private static void writePayload(JsonOut out, Job job) throws IOException {
        if (job.payload().isNone()) {
            out.generator().writeNull();
        } else {
            out.generator().writeBinary(job.payload().toByteArray());
        }
    }

    private static void readMountOptions(JsonIn in, VolumeRequest.Builder draft) throws IOException {
        in.members(name -> {
            switch (name) {
                case "FSType" -> draft.fsType(in.isNull() ? "" : in.text());
                case "MountFlags" -> draft.mountFlags(in.isNull() ? List.of() : in.list(JsonIn::text));
                default -> in.keep();
            }
        });
    }

    private static void writeMountOptions(JsonOut out, VolumeRequest volume) throws IOException {
        if (volume.fsType().isEmpty() && volume.mountFlags().isEmpty()) {
            out.generator().writeNull();
            return;
        }
        out.generator().writeStartObject();
        out.member("FSType", volume.fsType(), JsonOut::text);
        out.member("MountFlags", volume.mountFlags(), (o, flags) -> o.list(flags, JsonOut::text));
        out.foreignMembers(List.of("FSType", "MountFlags"));
        out.generator().writeEndObject();
    }
}
