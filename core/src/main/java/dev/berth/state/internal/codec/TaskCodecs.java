package dev.berth.state.internal.codec;

import dev.berth.model.Artifact;
import dev.berth.model.ChangeScript;
import dev.berth.model.DeviceRequest;
import dev.berth.model.DispatchPayload;
import dev.berth.model.Lifecycle;
import dev.berth.model.LogConfig;
import dev.berth.model.NumaRequest;
import dev.berth.model.Resources;
import dev.berth.model.Task;
import dev.berth.model.TaskResources;
import dev.berth.model.Template;
import dev.berth.model.TemplateWait;
import dev.berth.model.VolumeMount;

/** Codecs of tasks and their parts. Constants, thread-safe. */
public final class TaskCodecs {

    public static final Codec<DeviceRequest> DEVICE_REQUEST = MessageCodec.of("DeviceRequest", DeviceRequest.class)
            .text(1, DeviceRequest::name)
            .int64(2, DeviceRequest::count)
            .messages(3, ConstraintCodecs.CONSTRAINT, DeviceRequest::constraints)
            .messages(4, ConstraintCodecs.AFFINITY, DeviceRequest::affinities)
            .extras(DeviceRequest::extras)
            .create(f -> new DeviceRequest(f.get(1), f.get(2), f.get(3), f.get(4), f.extras()));

    public static final Codec<NumaRequest> NUMA_REQUEST = MessageCodec.of("NumaRequest", NumaRequest.class)
            .constant(1, NumaRequest.Affinity.values(), NumaRequest::affinity)
            .list(2, Values.TEXT, NumaRequest::devices)
            .create(f -> new NumaRequest(f.get(1), f.get(2)));

    public static final Codec<TaskResources> TASK_RESOURCES = MessageCodec.of("TaskResources", TaskResources.class)
            .int64(1, TaskResources::cpu)
            .int32(2, TaskResources::cores)
            .int64(3, TaskResources::memoryBytes)
            .int64(4, TaskResources::memoryMaxBytes)
            .int64(5, TaskResources::secretsBytes)
            .value(6, Values.message(BasicCodecs.RESOURCES), TaskResources::custom, Resources.none())
            .messages(7, DEVICE_REQUEST, TaskResources::devices)
            .messages(8, NetworkCodecs.NETWORK_REQUEST, TaskResources::networks)
            .optional(9, Values.message(NUMA_REQUEST), TaskResources::numa)
            .extras(TaskResources::extras)
            .create(f -> new TaskResources(
                    f.get(1),
                    f.get(2),
                    f.get(3),
                    f.get(4),
                    f.get(5),
                    f.get(6),
                    f.get(7),
                    f.get(8),
                    f.get(9),
                    f.extras()));

    public static final Codec<Lifecycle> LIFECYCLE = MessageCodec.of("Lifecycle", Lifecycle.class)
            .constant(1, Lifecycle.Hook.values(), Lifecycle::hook)
            .bool(2, Lifecycle::sidecar)
            .create(f -> new Lifecycle(f.get(1), f.get(2)));

    public static final Codec<LogConfig> LOG_CONFIG = MessageCodec.of("LogConfig", LogConfig.class)
            .int32(1, LogConfig::maxFiles)
            .int64(2, LogConfig::maxFileSizeBytes)
            .bool(3, LogConfig::disabled)
            .create(f -> new LogConfig(f.get(1), f.get(2), f.get(3)));

    public static final Codec<Artifact> ARTIFACT = MessageCodec.of("Artifact", Artifact.class)
            .text(1, Artifact::source)
            .text(2, Artifact::destination)
            .text(3, Artifact::mode)
            .texts(4, Artifact::options)
            .texts(5, Artifact::headers)
            .bool(6, Artifact::insecure)
            .bool(7, Artifact::chown)
            .extras(Artifact::extras)
            .create(f ->
                    new Artifact(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.get(6), f.get(7), f.extras()));

    public static final Codec<ChangeScript> CHANGE_SCRIPT = MessageCodec.of("ChangeScript", ChangeScript.class)
            .text(1, ChangeScript::command)
            .list(2, Values.TEXT, ChangeScript::args)
            .duration(3, ChangeScript::timeout)
            .bool(4, ChangeScript::failOnError)
            .create(f -> new ChangeScript(f.get(1), f.get(2), f.get(3), f.get(4)));

    public static final Codec<TemplateWait> TEMPLATE_WAIT = MessageCodec.of("TemplateWait", TemplateWait.class)
            .optional(1, Values.message(BasicCodecs.DURATION), TemplateWait::min)
            .optional(2, Values.message(BasicCodecs.DURATION), TemplateWait::max)
            .create(f -> new TemplateWait(f.get(1), f.get(2)));

    public static final Codec<Template> TEMPLATE = MessageCodec.of("Template", Template.class)
            .text(1, Template::sourcePath)
            .text(2, Template::destPath)
            .text(3, Template::embedded)
            .text(4, Template::changeMode)
            .text(5, Template::changeSignal)
            .optional(6, Values.message(CHANGE_SCRIPT), Template::changeScript)
            .duration(7, Template::splay)
            .bool(8, Template::once)
            .text(9, Template::perms)
            .optional(10, Values.INT32, Template::uid)
            .optional(11, Values.INT32, Template::gid)
            .text(12, Template::leftDelim)
            .text(13, Template::rightDelim)
            .bool(14, Template::envvars)
            .optional(15, Values.message(TEMPLATE_WAIT), Template::waitFor)
            .bool(16, Template::errorOnMissingKey)
            .extras(Template::extras)
            .create(f -> new Template(
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
                    f.extras()));

    public static final Codec<VolumeMount> VOLUME_MOUNT = MessageCodec.of("VolumeMount", VolumeMount.class)
            .text(1, VolumeMount::volume)
            .text(2, VolumeMount::destination)
            .bool(3, VolumeMount::readOnly)
            .text(4, VolumeMount::propagationMode)
            .text(5, VolumeMount::selinuxLabel)
            .extras(VolumeMount::extras)
            .create(f -> new VolumeMount(f.get(1), f.get(2), f.get(3), f.get(4), f.get(5), f.extras()));

    public static final Codec<DispatchPayload> DISPATCH_PAYLOAD = MessageCodec.of(
                    "DispatchPayload", DispatchPayload.class)
            .text(1, DispatchPayload::file)
            .create(f -> new DispatchPayload(f.get(1)));

    public static final Codec<Task> TASK = MessageCodec.of("Task", Task.class)
            .text(1, Task::name)
            .sharedText(2, Task::driver)
            .text(3, Task::user)
            .json(4, Task::config)
            .texts(5, Task::env)
            .texts(6, Task::meta)
            .required(7, Values.message(TASK_RESOURCES), Task::resources)
            .messages(8, ConstraintCodecs.CONSTRAINT, Task::constraints)
            .messages(9, ConstraintCodecs.AFFINITY, Task::affinities)
            .messages(10, ServiceCodecs.SERVICE, Task::services)
            .optional(11, Values.message(PolicyCodecs.RESTART_POLICY), Task::restart)
            .optional(12, Values.message(LIFECYCLE), Task::lifecycle)
            .bool(13, Task::leader)
            .duration(14, Task::killTimeout)
            .text(15, Task::killSignal)
            .duration(16, Task::shutdownDelay)
            .required(17, Values.message(LOG_CONFIG), Task::logs)
            .messages(18, ARTIFACT, Task::artifacts)
            .messages(19, TEMPLATE, Task::templates)
            .messages(20, VOLUME_MOUNT, Task::volumeMounts)
            .optional(21, Values.message(DISPATCH_PAYLOAD), Task::dispatchPayload)
            .text(22, Task::kind)
            .extras(Task::extras)
            .create(f -> new Task(
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
                    f.extras()));

    private TaskCodecs() {}
}
