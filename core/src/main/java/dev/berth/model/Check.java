package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One health check of a service.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param name what people call it; default empty: derived from the service
 * @param type http, tcp, script or grpc
 * @param command what a script check runs; default empty
 * @param args its arguments; default none
 * @param path the path an http check asks for; default empty
 * @param protocol http or https; default empty: http
 * @param portLabel the port to check; default empty: the service's
 * @param expose whether the path is reachable from outside a service mesh; default false
 * @param addressMode host, driver, alloc or auto; default empty: the service's
 * @param interval the time between two checks, 1 s or more; must be given
 * @param timeout when a check that has not answered fails, 1 s or more; must be given
 * @param initialStatus passing, warning or critical before the first answer; default empty: critical
 * @param notes free text; default empty
 * @param tlsSkipVerify whether certificates are not checked; default false
 * @param tlsServerName the server name to ask for; default empty
 * @param header headers of an http check; default none
 * @param method the method of an http check; default empty: GET
 * @param body the body of an http check; default empty
 * @param checkRestart when failures restart the task; default null: the service's
 * @param grpcService the service a grpc check asks for; default empty
 * @param grpcUseTls whether a grpc check uses TLS; default false
 * @param taskName the task a script check runs in; default empty: the only one
 * @param successBeforePassing successes in a row before it counts as passing; default 0
 * @param failuresBeforeCritical failures in a row before it counts as critical; default 0
 * @param failuresBeforeWarning failures in a row before it counts as a warning; default 0
 * @param onUpdate require_healthy, ignore_warnings or ignore: what a deployment asks of it; default empty: the
 *     service's
 * @param extras what this version does not know but keeps; default none
 */
public record Check(
        String name,
        String type,
        String command,
        List<String> args,
        String path,
        String protocol,
        String portLabel,
        boolean expose,
        String addressMode,
        Duration interval,
        Duration timeout,
        String initialStatus,
        String notes,
        boolean tlsSkipVerify,
        String tlsServerName,
        SortedMap<String, List<String>> header,
        String method,
        String body,
        @Nullable CheckRestart checkRestart,
        String grpcService,
        boolean grpcUseTls,
        String taskName,
        int successBeforePassing,
        int failuresBeforeCritical,
        int failuresBeforeWarning,
        String onUpdate,
        Extras extras) {

    public Check {
        Copies.present(name, "name");
        Copies.present(type, "type");
        Copies.present(command, "command");
        args = Copies.list(args, "args");
        Copies.present(path, "path");
        Copies.present(protocol, "protocol");
        Copies.present(portLabel, "portLabel");
        Copies.present(addressMode, "addressMode");
        Copies.present(interval, "interval");
        Copies.present(timeout, "timeout");
        Copies.present(initialStatus, "initialStatus");
        Copies.present(notes, "notes");
        Copies.present(tlsServerName, "tlsServerName");
        header = Copies.sorted(header, "header");
        Copies.present(method, "method");
        Copies.present(body, "body");
        Copies.present(grpcService, "grpcService");
        Copies.present(taskName, "taskName");
        Copies.present(onUpdate, "onUpdate");
        Copies.present(extras, "extras");
    }

    /** Starts a check of the given type; every other component begins at the default that its description names. */
    public static Builder builder(String type) {
        return new Builder(type);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(type)
                .name(name)
                .command(command)
                .args(args)
                .path(path)
                .protocol(protocol)
                .portLabel(portLabel)
                .expose(expose)
                .addressMode(addressMode)
                .interval(interval)
                .timeout(timeout)
                .initialStatus(initialStatus)
                .notes(notes)
                .tlsSkipVerify(tlsSkipVerify)
                .tlsServerName(tlsServerName)
                .header(header)
                .method(method)
                .body(body)
                .checkRestart(checkRestart)
                .grpcService(grpcService)
                .grpcUseTls(grpcUseTls)
                .taskName(taskName)
                .successBeforePassing(successBeforePassing)
                .failuresBeforeCritical(failuresBeforeCritical)
                .failuresBeforeWarning(failuresBeforeWarning)
                .onUpdate(onUpdate)
                .extras(extras);
    }

    /** Builds a {@link Check}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String name = "";
        private String type;
        private String command = "";
        private List<String> args = List.of();
        private String path = "";
        private String protocol = "";
        private String portLabel = "";
        private boolean expose = false;
        private String addressMode = "";
        private Duration interval = Duration.ZERO;
        private Duration timeout = Duration.ZERO;
        private String initialStatus = "";
        private String notes = "";
        private boolean tlsSkipVerify = false;
        private String tlsServerName = "";
        private SortedMap<String, List<String>> header = Copies.emptySorted();
        private String method = "";
        private String body = "";
        private @Nullable CheckRestart checkRestart;
        private String grpcService = "";
        private boolean grpcUseTls = false;
        private String taskName = "";
        private int successBeforePassing = 0;
        private int failuresBeforeCritical = 0;
        private int failuresBeforeWarning = 0;
        private String onUpdate = "";
        private Extras extras = Extras.none();

        private Builder(String type) {
            this.type = type;
        }

        /** Sets {@link Check#name()}. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link Check#type()}. */
        public Builder type(String type) {
            this.type = type;
            return this;
        }

        /** Sets {@link Check#command()}. */
        public Builder command(String command) {
            this.command = command;
            return this;
        }

        /** Sets {@link Check#args()}. */
        public Builder args(List<String> args) {
            this.args = args;
            return this;
        }

        /** As {@link #args(List)}, for a few. */
        public Builder args(String... args) {
            return args(List.of(args));
        }

        /** Sets {@link Check#path()}. */
        public Builder path(String path) {
            this.path = path;
            return this;
        }

        /** Sets {@link Check#protocol()}. */
        public Builder protocol(String protocol) {
            this.protocol = protocol;
            return this;
        }

        /** Sets {@link Check#portLabel()}. */
        public Builder portLabel(String portLabel) {
            this.portLabel = portLabel;
            return this;
        }

        /** Sets {@link Check#expose()}. */
        public Builder expose(boolean expose) {
            this.expose = expose;
            return this;
        }

        /** Sets {@link Check#addressMode()}. */
        public Builder addressMode(String addressMode) {
            this.addressMode = addressMode;
            return this;
        }

        /** Sets {@link Check#interval()}. */
        public Builder interval(Duration interval) {
            this.interval = interval;
            return this;
        }

        /** Sets {@link Check#timeout()}. */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** Sets {@link Check#initialStatus()}. */
        public Builder initialStatus(String initialStatus) {
            this.initialStatus = initialStatus;
            return this;
        }

        /** Sets {@link Check#notes()}. */
        public Builder notes(String notes) {
            this.notes = notes;
            return this;
        }

        /** Sets {@link Check#tlsSkipVerify()}. */
        public Builder tlsSkipVerify(boolean tlsSkipVerify) {
            this.tlsSkipVerify = tlsSkipVerify;
            return this;
        }

        /** Sets {@link Check#tlsServerName()}. */
        public Builder tlsServerName(String tlsServerName) {
            this.tlsServerName = tlsServerName;
            return this;
        }

        /** Sets {@link Check#header()}. */
        public Builder header(Map<String, List<String>> header) {
            this.header = ImmutableSortedMap.copyOf(header);
            return this;
        }

        /** Sets {@link Check#method()}. */
        public Builder method(String method) {
            this.method = method;
            return this;
        }

        /** Sets {@link Check#body()}. */
        public Builder body(String body) {
            this.body = body;
            return this;
        }

        /** Sets {@link Check#checkRestart()}. */
        public Builder checkRestart(@Nullable CheckRestart checkRestart) {
            this.checkRestart = checkRestart;
            return this;
        }

        /** Sets {@link Check#grpcService()}. */
        public Builder grpcService(String grpcService) {
            this.grpcService = grpcService;
            return this;
        }

        /** Sets {@link Check#grpcUseTls()}. */
        public Builder grpcUseTls(boolean grpcUseTls) {
            this.grpcUseTls = grpcUseTls;
            return this;
        }

        /** Sets {@link Check#taskName()}. */
        public Builder taskName(String taskName) {
            this.taskName = taskName;
            return this;
        }

        /** Sets {@link Check#successBeforePassing()}. */
        public Builder successBeforePassing(int successBeforePassing) {
            this.successBeforePassing = successBeforePassing;
            return this;
        }

        /** Sets {@link Check#failuresBeforeCritical()}. */
        public Builder failuresBeforeCritical(int failuresBeforeCritical) {
            this.failuresBeforeCritical = failuresBeforeCritical;
            return this;
        }

        /** Sets {@link Check#failuresBeforeWarning()}. */
        public Builder failuresBeforeWarning(int failuresBeforeWarning) {
            this.failuresBeforeWarning = failuresBeforeWarning;
            return this;
        }

        /** Sets {@link Check#onUpdate()}. */
        public Builder onUpdate(String onUpdate) {
            this.onUpdate = onUpdate;
            return this;
        }

        /** Sets {@link Check#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the check.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public Check build() {
            return new Check(
                    name,
                    type,
                    command,
                    args,
                    path,
                    protocol,
                    portLabel,
                    expose,
                    addressMode,
                    interval,
                    timeout,
                    initialStatus,
                    notes,
                    tlsSkipVerify,
                    tlsServerName,
                    header,
                    method,
                    body,
                    checkRestart,
                    grpcService,
                    grpcUseTls,
                    taskName,
                    successBeforePassing,
                    failuresBeforeCritical,
                    failuresBeforeWarning,
                    onUpdate,
                    extras);
        }
    }
}
