package dev.berth.wire.nomad;

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
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tasks and what belongs to them. */
final class TaskShapes {

    static final Shape<DeviceRequest, DeviceRequest.Builder> DEVICE_REQUEST = Shape.of(
                    () -> DeviceRequest.builder(""), DeviceRequest.Builder::build)
            .text("Name", DeviceRequest::name, DeviceRequest.Builder::name)
            .whole("Count", DeviceRequest::count, DeviceRequest.Builder::count)
            .objects(
                    "Constraints",
                    DeviceRequest::constraints,
                    DeviceRequest.Builder::constraints,
                    PreferenceShapes.CONSTRAINT)
            .objects(
                    "Affinities",
                    DeviceRequest::affinities,
                    DeviceRequest.Builder::affinities,
                    PreferenceShapes.AFFINITY)
            .extras(DeviceRequest::extras, DeviceRequest.Builder::extras)
            .build();

    static final Shape<NumaRequest, NumaRequest.Builder> NUMA = Shape.of(
                    NumaRequest::builder, NumaRequest.Builder::build)
            .word(
                    "Affinity",
                    NumaRequest::affinity,
                    NumaRequest.Builder::affinity,
                    NumaRequest.Affinity::word,
                    NumaRequest.Affinity::parse)
            .texts("Devices", NumaRequest::devices, NumaRequest.Builder::devices)
            .build();

    static final Shape<TaskResources, TaskResources.Builder> RESOURCES = Shape.of(
                    TaskResources::builder, TaskResources.Builder::build)
            .cpu("CPU", TaskResources::cpu, TaskResources.Builder::cpu)
            .integer("Cores", TaskResources::cores, TaskResources.Builder::cores)
            .megabytes("MemoryMB", TaskResources::memoryBytes, TaskResources.Builder::memoryBytes)
            .custom(
                    "MemoryMaxMB",
                    (in, draft) -> {
                        long megabytes = in.whole();
                        if (!in.isReplaced()) {
                            draft.memoryMaxBytes(megabytes == TaskResources.UNLIMITED ? megabytes : in.megabytes());
                        }
                    },
                    (out, resources) -> {
                        if (resources.memoryMaxBytes() == TaskResources.UNLIMITED) {
                            out.generator().writeNumber(TaskResources.UNLIMITED);
                        } else {
                            out.megabytes(resources.memoryMaxBytes());
                        }
                    },
                    resources -> false)
            .custom(
                    "MemoryMaxBytes",
                    (in, draft) -> {
                        in.replacesMember("MemoryMaxBytes", "MemoryMaxMB");
                        draft.memoryMaxBytes(in.whole());
                    },
                    (out, resources) -> out.generator().writeNumber(resources.memoryMaxBytes()),
                    resources -> resources.memoryMaxBytes() == TaskResources.UNLIMITED
                            || JsonOut.isWholeMegabytes(resources.memoryMaxBytes()))
            .whenSet()
            .megabytes("SecretsMB", TaskResources::secretsBytes, TaskResources.Builder::secretsBytes)
            .whenSet()
            .custom(
                    "Custom",
                    (in, draft) -> draft.custom(readCustom(in)),
                    (out, resources) -> writeCustom(out, resources.custom()),
                    resources -> resources.custom().isNone())
            .whenSet()
            .objects("Devices", TaskResources::devices, TaskResources.Builder::devices, DEVICE_REQUEST)
            .objects(
                    "Networks", TaskResources::networks, TaskResources.Builder::networks, NetworkShapes.NETWORK_REQUEST)
            .object("NUMA", TaskResources::numa, TaskResources.Builder::numa, NUMA)
            .whenSet()
            .extras(TaskResources::extras, TaskResources.Builder::extras)
            .build();

    static final Shape<Lifecycle, Lifecycle.Builder> LIFECYCLE = Shape.of(
                    () -> Lifecycle.builder(Lifecycle.Hook.PRESTART), Lifecycle.Builder::build)
            .word("Hook", Lifecycle::hook, Lifecycle.Builder::hook, Lifecycle.Hook::word, Lifecycle.Hook::parse)
            .flag("Sidecar", Lifecycle::sidecar, Lifecycle.Builder::sidecar)
            .build();

    static final Shape<LogConfig, LogConfig.Builder> LOG_CONFIG = Shape.of(LogConfig::builder, LogConfig.Builder::build)
            .integer("MaxFiles", LogConfig::maxFiles, LogConfig.Builder::maxFiles)
            .megabytes("MaxFileSizeMB", LogConfig::maxFileSizeBytes, LogConfig.Builder::maxFileSizeBytes)
            .flag("Disabled", LogConfig::disabled, LogConfig.Builder::disabled)
            .whenSet()
            .build();

    static final Shape<Artifact, Artifact.Builder> ARTIFACT = Shape.of(
                    () -> Artifact.builder(""), Artifact.Builder::build)
            .text("GetterSource", Artifact::source, Artifact.Builder::source)
            .textMap("GetterOptions", Artifact::options, Artifact.Builder::options)
            .textMap("GetterHeaders", Artifact::headers, Artifact.Builder::headers)
            .text("GetterMode", Artifact::mode, Artifact.Builder::mode)
            .flag("GetterInsecure", Artifact::insecure, Artifact.Builder::insecure)
            .whenSet()
            .text("RelativeDest", Artifact::destination, Artifact.Builder::destination)
            .flag("Chown", Artifact::chown, Artifact.Builder::chown)
            .whenSet()
            .extras(Artifact::extras, Artifact.Builder::extras)
            .build();

    static final Shape<ChangeScript, ChangeScript.Builder> CHANGE_SCRIPT = Shape.of(
                    () -> ChangeScript.builder(""), ChangeScript.Builder::build)
            .text("Command", ChangeScript::command, ChangeScript.Builder::command)
            .texts("Args", ChangeScript::args, ChangeScript.Builder::args)
            .duration("Timeout", ChangeScript::timeout, ChangeScript.Builder::timeout)
            .flag("FailOnError", ChangeScript::failOnError, ChangeScript.Builder::failOnError)
            .build();

    static final Shape<TemplateWait, TemplateWait.Builder> TEMPLATE_WAIT = Shape.of(
                    TemplateWait::builder, TemplateWait.Builder::build)
            .duration("Min", TemplateWait::min, TemplateWait.Builder::min)
            .duration("Max", TemplateWait::max, TemplateWait.Builder::max)
            .build();

    static final Shape<Template, Template.Builder> TEMPLATE = Shape.of(Template::builder, Template.Builder::build)
            .text("SourcePath", Template::sourcePath, Template.Builder::sourcePath)
            .text("DestPath", Template::destPath, Template.Builder::destPath)
            .text("EmbeddedTmpl", Template::embedded, Template.Builder::embedded)
            .text("ChangeMode", Template::changeMode, Template.Builder::changeMode)
            .text("ChangeSignal", Template::changeSignal, Template.Builder::changeSignal)
            .object("ChangeScript", Template::changeScript, Template.Builder::changeScript, CHANGE_SCRIPT)
            .whenSet()
            .duration("Splay", Template::splay, Template.Builder::splay)
            .flag("Once", Template::once, Template.Builder::once)
            .whenSet()
            .text("Perms", Template::perms, Template.Builder::perms)
            .nullable("Uid", Template::uid, Template.Builder::uid, JsonIn::integer, TaskShapes::number)
            .whenSet()
            .nullable("Gid", Template::gid, Template.Builder::gid, JsonIn::integer, TaskShapes::number)
            .whenSet()
            .text("LeftDelim", Template::leftDelim, Template.Builder::leftDelim)
            .text("RightDelim", Template::rightDelim, Template.Builder::rightDelim)
            .flag("Envvars", Template::envvars, Template.Builder::envvars)
            .object("Wait", Template::waitFor, Template.Builder::waitFor, TEMPLATE_WAIT)
            .whenSet()
            .flag("ErrMissingKey", Template::errorOnMissingKey, Template.Builder::errorOnMissingKey)
            .whenSet()
            .extras(Template::extras, Template.Builder::extras)
            .build();

    static final Shape<VolumeMount, VolumeMount.Builder> VOLUME_MOUNT = Shape.of(
                    () -> VolumeMount.builder("", ""), VolumeMount.Builder::build)
            .text("Volume", VolumeMount::volume, VolumeMount.Builder::volume)
            .text("Destination", VolumeMount::destination, VolumeMount.Builder::destination)
            .flag("ReadOnly", VolumeMount::readOnly, VolumeMount.Builder::readOnly)
            .text("PropagationMode", VolumeMount::propagationMode, VolumeMount.Builder::propagationMode)
            .text("SELinuxLabel", VolumeMount::selinuxLabel, VolumeMount.Builder::selinuxLabel)
            .whenSet()
            .extras(VolumeMount::extras, VolumeMount.Builder::extras)
            .build();

    static final Shape<DispatchPayload, DispatchPayload.Builder> DISPATCH_PAYLOAD = Shape.of(
                    () -> DispatchPayload.builder(""), DispatchPayload.Builder::build)
            .text("File", DispatchPayload::file, DispatchPayload.Builder::file)
            .build();

    static final Shape<Task, Task.Builder> TASK = Shape.of(() -> Task.builder("", ""), Task.Builder::build)
            .text("Name", Task::name, Task.Builder::name)
            .text("Driver", Task::driver, Task.Builder::driver)
            .text("User", Task::user, Task.Builder::user)
            .json("Config", Task::config, Task.Builder::config)
            .textMap("Env", Task::env, Task.Builder::env)
            .textMap("Meta", Task::meta, Task.Builder::meta)
            .object("Resources", Task::resources, Task.Builder::resources, RESOURCES)
            .objects("Constraints", Task::constraints, Task.Builder::constraints, PreferenceShapes.CONSTRAINT)
            .objects("Affinities", Task::affinities, Task.Builder::affinities, PreferenceShapes.AFFINITY)
            .objects("Services", Task::services, Task.Builder::services, ServiceShapes.SERVICE)
            .object("RestartPolicy", Task::restart, Task.Builder::restart, PolicyShapes.RESTART)
            .object("Lifecycle", Task::lifecycle, Task.Builder::lifecycle, LIFECYCLE)
            .flag("Leader", Task::leader, Task.Builder::leader)
            .duration("KillTimeout", Task::killTimeout, Task.Builder::killTimeout)
            .text("KillSignal", Task::killSignal, Task.Builder::killSignal)
            .duration("ShutdownDelay", Task::shutdownDelay, Task.Builder::shutdownDelay)
            .object("LogConfig", Task::logs, Task.Builder::logs, LOG_CONFIG)
            .objects("Artifacts", Task::artifacts, Task.Builder::artifacts, ARTIFACT)
            .objects("Templates", Task::templates, Task.Builder::templates, TEMPLATE)
            .objects("VolumeMounts", Task::volumeMounts, Task.Builder::volumeMounts, VOLUME_MOUNT)
            .object("DispatchPayload", Task::dispatchPayload, Task.Builder::dispatchPayload, DISPATCH_PAYLOAD)
            .text("Kind", Task::kind, Task.Builder::kind)
            .extras(Task::extras, Task.Builder::extras)
            .build();

    private TaskShapes() {}

    private static void number(JsonOut out, Integer value) throws IOException {
        out.generator().writeNumber(value);
    }

    /** Reads the host's dimensions by name. */
    static Resources readCustom(JsonIn in) throws IOException {
        SortedMap<String, Long> amounts = in.map(JsonIn::whole);
        return in.checked(() -> Resources.of(amounts));
    }

    static void writeCustom(JsonOut out, Resources custom) throws IOException {
        SortedMap<String, Long> amounts = new TreeMap<>();
        custom.names().forEach(name -> amounts.put(name, custom.get(name)));
        out.fullMap(amounts, (o, amount) -> o.generator().writeNumber(amount));
    }
}
