package dev.berth.jobspec.internal.map;

import dev.berth.jobspec.internal.map.Sections.Label;
import dev.berth.jobspec.internal.map.Spec.BlockReading;
import dev.berth.jobspec.internal.tree.Section;
import dev.berth.model.Artifact;
import dev.berth.model.ChangeScript;
import dev.berth.model.DispatchPayload;
import dev.berth.model.Lifecycle;
import dev.berth.model.LogConfig;
import dev.berth.model.Task;
import dev.berth.model.Template;
import dev.berth.model.TemplateWait;
import dev.berth.model.VolumeMount;
import java.util.List;

/** Tasks and what belongs to them. */
final class TaskSpecs {
    private static final BlockReading<LogConfig> LOGS = Spec.<LogConfig.Builder>of("logs")
            .integer("max_files", LogConfig.Builder::maxFiles)
            .value("max_file_size", "maxFileSizeBytes", Reading.MEGABYTES, LogConfig.Builder::maxFileSizeBytes)
            .truth("disabled", LogConfig.Builder::disabled)
            .value("enabled", "disabled", Reading.TRUTH, (b, v) -> b.disabled(!v))
            .reading(s -> LogConfig.builder(), LogConfig.Builder::build);

    private static final BlockReading<Lifecycle> LIFECYCLE = Spec.<Lifecycle.Builder>of("lifecycle")
            .value(
                    "hook",
                    Reading.word(Lifecycle.Hook::parse, Lifecycle.Hook.values(), Lifecycle.Hook::word),
                    Lifecycle.Builder::hook)
            .truth("sidecar", Lifecycle.Builder::sidecar)
            .reading(s -> Lifecycle.builder(Lifecycle.Hook.PRESTART), Lifecycle.Builder::build);

    private static final BlockReading<Artifact> ARTIFACT = Spec.<Artifact.Builder>of("an artifact")
            .text("source", Artifact.Builder::source)
            .text("destination", Artifact.Builder::destination)
            .text("mode", Artifact.Builder::mode)
            .map("options", Artifact.Builder::options)
            .map("headers", Artifact.Builder::headers)
            .truth("insecure", Artifact.Builder::insecure)
            .truth("chown", Artifact.Builder::chown)
            .reading(s -> Artifact.builder(""), Artifact.Builder::build);

    private static final BlockReading<ChangeScript> CHANGE_SCRIPT = Spec.<ChangeScript.Builder>of("change_script")
            .text("command", ChangeScript.Builder::command)
            .texts("args", (b, v) -> b.args(List.copyOf(v)))
            .duration("timeout", ChangeScript.Builder::timeout)
            .truth("fail_on_error", ChangeScript.Builder::failOnError)
            .reading(s -> ChangeScript.builder(""), ChangeScript.Builder::build);

    private static final BlockReading<TemplateWait> WAIT = Spec.<TemplateWait.Builder>of("wait")
            .duration("min", TemplateWait.Builder::min)
            .duration("max", TemplateWait.Builder::max)
            .reading(s -> TemplateWait.builder(), TemplateWait.Builder::build);

    private static final BlockReading<Template> TEMPLATE = Spec.<Template.Builder>of("a template")
            .value("source", "sourcePath", Reading.TEXT, Template.Builder::sourcePath)
            .value("destination", "destPath", Reading.TEXT, Template.Builder::destPath)
            .value("data", "embedded", Reading.TEXT, Template.Builder::embedded)
            .text("change_mode", Template.Builder::changeMode)
            .text("change_signal", Template.Builder::changeSignal)
            .block("change_script", CHANGE_SCRIPT, Template.Builder::changeScript)
            .duration("splay", Template.Builder::splay)
            .truth("once", Template.Builder::once)
            .text("perms", Template.Builder::perms)
            .integer("uid", Template.Builder::uid)
            .integer("gid", Template.Builder::gid)
            .value("left_delimiter", "leftDelim", Reading.TEXT, Template.Builder::leftDelim)
            .value("right_delimiter", "rightDelim", Reading.TEXT, Template.Builder::rightDelim)
            .value("env", "envvars", Reading.TRUTH, Template.Builder::envvars)
            .block("wait", WAIT, Template.Builder::waitFor)
            .truth("error_on_missing_key", Template.Builder::errorOnMissingKey)
            .foreign("vault_grace", "VaultGrace")
            .extras(Template.Builder::extras)
            .reading(s -> Template.builder(), Template.Builder::build);

    private static final BlockReading<VolumeMount> VOLUME_MOUNT = Spec.<VolumeMount.Builder>of("a volume_mount")
            .text("volume", VolumeMount.Builder::volume)
            .text("destination", VolumeMount.Builder::destination)
            .truth("read_only", VolumeMount.Builder::readOnly)
            .text("propagation_mode", VolumeMount.Builder::propagationMode)
            .text("selinux_label", VolumeMount.Builder::selinuxLabel)
            .reading(s -> VolumeMount.builder("", ""), VolumeMount.Builder::build);

    private static final BlockReading<DispatchPayload> DISPATCH_PAYLOAD = Spec.<DispatchPayload.Builder>of(
                    "dispatch_payload")
            .text("file", DispatchPayload.Builder::file)
            .reading(s -> DispatchPayload.builder(""), DispatchPayload.Builder::build);

    static final BlockReading<Draft> TASK = Spec.<Draft>of("a task")
            .text("driver", (d, v) -> d.task.driver(v))
            .text("user", (d, v) -> d.task.user(v))
            .opaque("config", (d, v) -> d.task.config(v))
            .map("env", (d, v) -> d.task.env(v))
            .map("meta", (d, v) -> d.task.meta(v))
            .block("resources", ResourceSpecs.RESOURCES, Draft::resources)
            .blocks(
                    "constraint",
                    "constraints",
                    Label.NONE,
                    ConstraintSpecs.CONSTRAINT,
                    (d, v) -> d.task.constraints(v))
            .blocks("affinity", "affinities", Label.NONE, ConstraintSpecs.AFFINITY, (d, v) -> d.task.affinities(v))
            .blocks("service", "services", Label.OPTIONAL, ServiceSpecs.SERVICE, (d, v) -> d.task.services(v))
            .block("restart", PolicySpecs.RESTART, (d, v) -> d.task.restart(v))
            .block("lifecycle", LIFECYCLE, (d, v) -> d.task.lifecycle(v))
            .truth("leader", (d, v) -> d.task.leader(v))
            .duration("kill_timeout", (d, v) -> d.task.killTimeout(v))
            .text("kill_signal", (d, v) -> d.task.killSignal(v))
            .duration("shutdown_delay", (d, v) -> d.task.shutdownDelay(v))
            .block("logs", LOGS, (d, v) -> d.task.logs(v))
            .blocks("artifact", "artifacts", Label.NONE, ARTIFACT, (d, v) -> d.task.artifacts(v))
            .blocks("template", "templates", Label.NONE, TEMPLATE, (d, v) -> d.task.templates(v))
            .blocks("volume_mount", "volumeMounts", Label.NONE, VOLUME_MOUNT, (d, v) -> d.task.volumeMounts(v))
            .block("dispatch_payload", DISPATCH_PAYLOAD, (d, v) -> d.task.dispatchPayload(v))
            .text("kind", (d, v) -> d.task.kind(v))
            .foreign("vault", "Vault")
            .foreign("consul", "Consul")
            .foreign("identity", "Identities")
            .foreign("csi_plugin", "CSIPluginConfig")
            .foreign("scaling", "ScalingPolicies")
            .foreign("action", "Actions")
            .foreign("secret", "Secrets")
            .foreign("schedule", "Schedule")
            .extras((d, v) -> d.task.extras(v))
            .reading(TaskSpecs::start, Draft::build);

    private TaskSpecs() {}

    private static Draft start(Section section) {
        return new Draft(String.valueOf(Spec.label(section)));
    }

    /** A task under construction, with the disk it asks for as tasks of 2015 did. */
    static final class Draft {
        private final String name;
        private final Task.Builder task;
        private long diskBytes;
        private Task built;

        Draft(String name) {
            this.name = name;
            this.task = Task.builder(name, "");
            this.built = task.build();
        }

        private void resources(ResourceSpecs.Draft resources) {
            task.resources(resources.resources());
            diskBytes = resources.diskBytes();
        }

        private Draft build() {
            built = task.build();
            return this;
        }

        String name() {
            return name;
        }

        Task task() {
            return built;
        }

        long diskBytes() {
            return diskBytes;
        }
    }
}
