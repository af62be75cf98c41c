package dev.berth.jobspec.internal.map;

import dev.berth.jobspec.internal.map.Sections.Label;
import dev.berth.jobspec.internal.map.Spec.BlockReading;
import dev.berth.jobspec.internal.tree.Section;
import dev.berth.model.DisconnectStrategy;
import dev.berth.model.EphemeralDisk;
import dev.berth.model.TaskGroup;
import dev.berth.model.VolumeRequest;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Groups and what their tasks share. */
final class GroupSpecs {
    private static final Spec<VolumeRequest.Builder> MOUNT_OPTIONS = Spec.<VolumeRequest.Builder>of("mount_options")
            .text("fs_type", VolumeRequest.Builder::fsType)
            .texts("mount_flags", (b, v) -> b.mountFlags(List.copyOf(v)));

    private static final Spec<VolumeRequest.Builder> VOLUME_KEYS = Spec.<VolumeRequest.Builder>of("a volume")
            .text("type", VolumeRequest.Builder::type)
            .text("source", VolumeRequest.Builder::source)
            .truth("read_only", VolumeRequest.Builder::readOnly)
            .text("access_mode", VolumeRequest.Builder::accessMode)
            .text("attachment_mode", VolumeRequest.Builder::attachmentMode)
            .truth("per_alloc", VolumeRequest.Builder::perAlloc)
            .truth("sticky", VolumeRequest.Builder::sticky)
            .key("mount_options", (entries, builder, context, foreign) -> {
                for (Section section : Sections.of(entries, Label.NONE, "a volume", context)) {
                    MOUNT_OPTIONS.read(section, builder, context);
                }
            });

    static final BlockReading<Draft> GROUP = Spec.<Draft>of("a group")
            .integer("count", (d, v) -> d.group.count(v))
            .blocks(
                    "constraint",
                    "constraints",
                    Label.NONE,
                    ConstraintSpecs.CONSTRAINT,
                    (d, v) -> d.group.constraints(v))
            .blocks("affinity", "affinities", Label.NONE, ConstraintSpecs.AFFINITY, (d, v) -> d.group.affinities(v))
            .blocks("spread", "spreads", Label.NONE, ConstraintSpecs.SPREAD, (d, v) -> d.group.spreads(v))
            .blocks("task", "tasks", Label.REQUIRED, TaskSpecs.TASK, Draft::tasks)
            .block("restart", PolicySpecs.RESTART, (d, v) -> d.group.restart(v))
            .block("reschedule", PolicySpecs.RESCHEDULE, (d, v) -> d.group.reschedule(v))
            .block("update", PolicySpecs.UPDATE, (d, v) -> d.group.update(v))
            .block("migrate", PolicySpecs.MIGRATE, (d, v) -> d.group.migrate(v))
            .block("disconnect", PolicySpecs.DISCONNECT, Draft::disconnect)
            .duration("stop_after_client_disconnect", (d, v) -> d.stopAfter = v)
            .duration("max_client_disconnect", (d, v) -> d.lostAfter = v)
            .truth("prevent_reschedule_on_lost", (d, v) -> d.prevent = v)
            .block("ephemeral_disk", PolicySpecs.EPHEMERAL_DISK, Draft::disk)
            .blocks("network", "networks", Label.NONE, NetworkSpecs.NETWORK, (d, v) -> d.group.networks(v))
            .blocks("service", "services", Label.OPTIONAL, ServiceSpecs.SERVICE, (d, v) -> d.group.services(v))
            .blocks("volume", "volumes", Label.REQUIRED, GroupSpecs::volume, Draft::volumes)
            .block("scaling", PolicySpecs.SCALING, (d, v) -> d.group.scaling(v))
            .map("meta", (d, v) -> d.group.meta(v))
            .duration("shutdown_delay", (d, v) -> d.group.shutdownDelay(v))
            .duration("max_run_duration", (d, v) -> d.group.maxRunDuration(v))
            .foreign("vault", "Vault")
            .foreign("consul", "Consul")
            .extras((d, v) -> d.group.extras(v))
            .reading(s -> new Draft(String.valueOf(Spec.label(s))), Draft::build);

    private GroupSpecs() {}

    private static @Nullable VolumeRequest volume(Section section, Context context) {
        return VOLUME_KEYS
                .reading(s -> VolumeRequest.builder(String.valueOf(Spec.label(s))), VolumeRequest.Builder::build)
                .read(section, context);
    }

    /** Returns the group that a task without group gets: of its name, with one instance. */
    static TaskGroup around(TaskSpecs.Draft task) {
        Draft draft = new Draft(task.name());
        draft.tasks(List.of(task));
        return draft.build().built;
    }

    /** A group under construction. */
    static final class Draft {
        private final TaskGroup.Builder group;
        private @Nullable DisconnectStrategy disconnect;
        private @Nullable Duration lostAfter;
        private @Nullable Duration stopAfter;
        private @Nullable Boolean prevent;
        private @Nullable EphemeralDisk disk;
        private long diskOfTasks;
        private TaskGroup built;

        Draft(String name) {
            this.group = TaskGroup.builder(name);
            this.built = group.build();
        }

        private void tasks(List<TaskSpecs.Draft> tasks) {
            group.tasks(tasks.stream().map(TaskSpecs.Draft::task).toList());
            diskOfTasks = tasks.stream().mapToLong(TaskSpecs.Draft::diskBytes).reduce(0, Math::addExact);
        }

        private void disconnect(DisconnectStrategy strategy) {
            disconnect = strategy;
        }

        private void disk(EphemeralDisk ephemeralDisk) {
            disk = ephemeralDisk;
        }

        private void volumes(List<VolumeRequest> volumes) {
            SortedMap<String, VolumeRequest> byName = new TreeMap<>();
            volumes.forEach(v -> byName.put(v.name(), v));
            group.volumes(byName);
        }

        private Draft build() {
            if (disk != null) {
                group.ephemeralDisk(disk);
            } else if (diskOfTasks > 0) {
                group.ephemeralDisk(
                        EphemeralDisk.builder().sizeBytes(diskOfTasks).build());
            }
            group.disconnect(disconnect != null ? disconnect : olderDisconnect());
            built = group.build();
            return this;
        }

        /* Before there was a disconnect block, its fields were the group's. */
        private @Nullable DisconnectStrategy olderDisconnect() {
            if (lostAfter == null && stopAfter == null && prevent == null) {
                return null;
            }
            DisconnectStrategy.Builder older = DisconnectStrategy.builder();
            if (lostAfter != null) {
                older.lostAfter(lostAfter);
            }
            if (prevent != null) {
                older.replace(!prevent);
            }
            return older.stopOnClientAfter(stopAfter).build();
        }

        TaskGroup group() {
            return built;
        }
    }
}
