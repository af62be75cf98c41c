package dev.berth.jobspec.internal.map;

import dev.berth.jobspec.internal.map.Sections.Label;
import dev.berth.jobspec.internal.map.Spec.BlockReading;
import dev.berth.jobspec.internal.tree.Entry;
import dev.berth.jobspec.internal.tree.Field;
import dev.berth.jobspec.internal.tree.Section;
import dev.berth.model.Check;
import dev.berth.model.CheckRestart;
import dev.berth.model.Service;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Services and their checks. */
final class ServiceSpecs {
    private static final BlockReading<CheckRestart> CHECK_RESTART = Spec.<CheckRestart.Builder>of("check_restart")
            .integer("limit", CheckRestart.Builder::limit)
            .duration("grace", CheckRestart.Builder::grace)
            .truth("ignore_warnings", CheckRestart.Builder::ignoreWarnings)
            .reading(s -> CheckRestart.builder(), CheckRestart.Builder::build);

    private static final Spec<Check.Builder> CHECK_KEYS = Spec.<Check.Builder>of("a check")
            .text("name", Check.Builder::name)
            .text("type", Check.Builder::type)
            .text("command", Check.Builder::command)
            .texts("args", (b, v) -> b.args(List.copyOf(v)))
            .text("path", Check.Builder::path)
            .text("protocol", Check.Builder::protocol)
            .value("port", "portLabel", Reading.TEXT, Check.Builder::portLabel)
            .truth("expose", Check.Builder::expose)
            .text("address_mode", Check.Builder::addressMode)
            .duration("interval", Check.Builder::interval)
            .duration("timeout", Check.Builder::timeout)
            .text("initial_status", Check.Builder::initialStatus)
            .text("notes", Check.Builder::notes)
            .truth("tls_skip_verify", Check.Builder::tlsSkipVerify)
            .text("tls_server_name", Check.Builder::tlsServerName)
            .block("header", ServiceSpecs::header, Check.Builder::header)
            .text("method", Check.Builder::method)
            .text("body", Check.Builder::body)
            .block("check_restart", CHECK_RESTART, Check.Builder::checkRestart)
            .text("grpc_service", Check.Builder::grpcService)
            .truth("grpc_use_tls", Check.Builder::grpcUseTls)
            .value("task", "taskName", Reading.TEXT, Check.Builder::taskName)
            .integer("success_before_passing", Check.Builder::successBeforePassing)
            .integer("failures_before_critical", Check.Builder::failuresBeforeCritical)
            .integer("failures_before_warning", Check.Builder::failuresBeforeWarning)
            .text("on_update", Check.Builder::onUpdate);

    static final BlockReading<Check> CHECK = CHECK_KEYS.reading(ServiceSpecs::startCheck, Check.Builder::build);

    private static final Spec<Service.Builder> SERVICE_KEYS = Spec.<Service.Builder>of("a service")
            .text("name", Service.Builder::name)
            .value("port", "portLabel", Reading.TEXT, Service.Builder::portLabel)
            .text("provider", Service.Builder::provider)
            .texts("tags", (b, v) -> b.tags(List.copyOf(v)))
            .texts("canary_tags", (b, v) -> b.canaryTags(List.copyOf(v)))
            .truth("enable_tag_override", Service.Builder::enableTagOverride)
            .text("address", Service.Builder::address)
            .text("address_mode", Service.Builder::addressMode)
            .value("task", "taskName", Reading.TEXT, Service.Builder::taskName)
            .text("on_update", Service.Builder::onUpdate)
            .map("meta", Service.Builder::meta)
            .map("canary_meta", Service.Builder::canaryMeta)
            .map("tagged_addresses", Service.Builder::taggedAddresses)
            .blocks("check", "checks", Label.OPTIONAL, CHECK, (b, v) -> b.checks(List.copyOf(v)))
            .block("check_restart", CHECK_RESTART, Service.Builder::checkRestart)
            .foreign("connect", "Connect")
            .foreign("identity", "Identity")
            .foreign("weights", "Weights")
            .foreign("cluster", "Cluster")
            .foreign("kind", "Kind")
            .extras(Service.Builder::extras);

    static final BlockReading<Service> SERVICE =
            SERVICE_KEYS.reading(ServiceSpecs::startService, Service.Builder::build);

    private ServiceSpecs() {}

    private static Check.Builder startCheck(Section section) {
        String label = Spec.label(section);
        return label == null ? Check.builder("") : Check.builder("").name(label);
    }

    private static Service.Builder startService(Section section) {
        String label = Spec.label(section);
        return label == null ? Service.builder() : Service.builder().name(label);
    }

    private static SortedMap<String, List<String>> header(Section section, Context context) {
        SortedMap<String, List<String>> header = new TreeMap<>();
        for (Entry entry : section.entries()) {
            List<String> values = entry instanceof Field field ? values(field, context) : null;
            header.put(entry.name(), values == null ? List.of() : values);
        }
        return header;
    }

    private static @Nullable List<String> values(Field field, Context context) {
        return Reading.TEXTS.read(field.datum(), "\"header." + field.name() + "\"", context);
    }
}
