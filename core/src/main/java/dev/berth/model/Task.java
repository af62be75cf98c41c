package dev.berth.model;

import com.google.common.collect.ImmutableSortedMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * One process or container, run by a driver.
 *
 * <p>Immutable and thread-safe. The canonical constructor is unstable (components get added): build through
 * {@link #builder}.
 *
 * @param name its name, unique in its group; no slash, no NUL, not alloc
 * @param driver the driver that runs it, such as docker
 * @param user the user to run it as; default empty: the driver decides
 * @param config what the driver reads, opaque to Berth: String, Long, Double, Boolean, List, Map or null, in
 *     insertion order; default empty
 * @param env environment variables, values may hold ${...}; default none
 * @param meta free key-value pairs of the author, sorted by key; default empty
 * @param resources what it needs; default 100 cpu units and 300 MiB
 * @param constraints what a node must satisfy, in definition order; default none
 * @param affinities what a node should satisfy, in definition order; default none
 * @param services what it offers; default none
 * @param restart how it is restarted, over the group's policy; default null: the group's
 * @param lifecycle when it runs; default null: as a main task
 * @param leader whether its end ends the whole group; at most one of a group. Default false
 * @param killTimeout the time between the polite signal and the kill, 0 or more; nodes cap it. Default 5 s
 * @param killSignal the polite signal, such as SIGTERM; default empty: the driver's
 * @param shutdownDelay the pause between leaving the service catalogue and the signal, 0 or more; default 0
 * @param logs how much output is kept; default 10 files of 10 MiB per stream
 * @param artifacts what is fetched first; default none
 * @param templates what is rendered; default none
 * @param volumeMounts which volumes of the group it sees; default none
 * @param dispatchPayload where the payload of a dispatch goes; default null
 * @param kind what the control plane should know it as, such as connect-proxy:NAME; default empty
 * @param extras what this version does not know but keeps; default none
 */
public record Task(
        String name,
        String driver,
        String user,
        Map<String, Object> config,
        SortedMap<String, String> env,
        SortedMap<String, String> meta,
        TaskResources resources,
        List<Constraint> constraints,
        List<Affinity> affinities,
        List<Service> services,
        @Nullable RestartPolicy restart,
        @Nullable Lifecycle lifecycle,
        boolean leader,
        Duration killTimeout,
        String killSignal,
        Duration shutdownDelay,
        LogConfig logs,
        List<Artifact> artifacts,
        List<Template> templates,
        List<VolumeMount> volumeMounts,
        @Nullable DispatchPayload dispatchPayload,
        String kind,
        Extras extras) {

    public Task {
        Copies.present(name, "name");
        Copies.present(driver, "driver");
        Copies.present(user, "user");
        config = Copies.json(config, "config");
        env = Copies.sorted(env, "env");
        meta = Copies.sorted(meta, "meta");
        Copies.present(resources, "resources");
        constraints = Copies.list(constraints, "constraints");
        affinities = Copies.list(affinities, "affinities");
        services = Copies.list(services, "services");
        Copies.present(killTimeout, "killTimeout");
        Copies.present(killSignal, "killSignal");
        Copies.present(shutdownDelay, "shutdownDelay");
        Copies.present(logs, "logs");
        artifacts = Copies.list(artifacts, "artifacts");
        templates = Copies.list(templates, "templates");
        volumeMounts = Copies.list(volumeMounts, "volumeMounts");
        Copies.present(kind, "kind");
        Copies.present(extras, "extras");
    }

    /** Starts a task of the given name and driver; every other component begins at the default that its description names. */
    public static Builder builder(String name, String driver) {
        return new Builder(name, driver);
    }

    /** Starts a copy. */
    public Builder toBuilder() {
        return new Builder(name, driver)
                .user(user)
                .config(config)
                .env(env)
                .meta(meta)
                .resources(resources)
                .constraints(constraints)
                .affinities(affinities)
                .services(services)
                .restart(restart)
                .lifecycle(lifecycle)
                .leader(leader)
                .killTimeout(killTimeout)
                .killSignal(killSignal)
                .shutdownDelay(shutdownDelay)
                .logs(logs)
                .artifacts(artifacts)
                .templates(templates)
                .volumeMounts(volumeMounts)
                .dispatchPayload(dispatchPayload)
                .kind(kind)
                .extras(extras);
    }

    /** Builds a {@link Task}. Not thread-safe; usable more than once. */
    public static final class Builder {
        private String name;
        private String driver;
        private String user = "";
        private Map<String, Object> config = Copies.emptyJson();
        private SortedMap<String, String> env = Copies.emptySorted();
        private SortedMap<String, String> meta = Copies.emptySorted();
        private TaskResources resources = TaskResources.defaults();
        private List<Constraint> constraints = List.of();
        private List<Affinity> affinities = List.of();
        private List<Service> services = List.of();
        private @Nullable RestartPolicy restart;
        private @Nullable Lifecycle lifecycle;
        private boolean leader = false;
        private Duration killTimeout = Duration.ofSeconds(5);
        private String killSignal = "";
        private Duration shutdownDelay = Duration.ZERO;
        private LogConfig logs = LogConfig.builder().build();
        private List<Artifact> artifacts = List.of();
        private List<Template> templates = List.of();
        private List<VolumeMount> volumeMounts = List.of();
        private @Nullable DispatchPayload dispatchPayload;
        private String kind = "";
        private Extras extras = Extras.none();

        private Builder(String name, String driver) {
            this.name = name;
            this.driver = driver;
        }

        /** Sets {@link Task#name()}. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Sets {@link Task#driver()}. */
        public Builder driver(String driver) {
            this.driver = driver;
            return this;
        }

        /** Sets {@link Task#user()}. */
        public Builder user(String user) {
            this.user = user;
            return this;
        }

        /** Sets {@link Task#config()}. */
        public Builder config(Map<String, Object> config) {
            this.config = config;
            return this;
        }

        /** Sets {@link Task#env()}. */
        public Builder env(Map<String, String> env) {
            this.env = ImmutableSortedMap.copyOf(env);
            return this;
        }

        /** Sets {@link Task#meta()}. */
        public Builder meta(Map<String, String> meta) {
            this.meta = ImmutableSortedMap.copyOf(meta);
            return this;
        }

        /** Sets {@link Task#resources()}. */
        public Builder resources(TaskResources resources) {
            this.resources = resources;
            return this;
        }

        /** Sets {@link Task#constraints()}. */
        public Builder constraints(List<Constraint> constraints) {
            this.constraints = constraints;
            return this;
        }

        /** As {@link #constraints(List)}, for a few. */
        public Builder constraints(Constraint... constraints) {
            return constraints(List.of(constraints));
        }

        /** Sets {@link Task#affinities()}. */
        public Builder affinities(List<Affinity> affinities) {
            this.affinities = affinities;
            return this;
        }

        /** As {@link #affinities(List)}, for a few. */
        public Builder affinities(Affinity... affinities) {
            return affinities(List.of(affinities));
        }

        /** Sets {@link Task#services()}. */
        public Builder services(List<Service> services) {
            this.services = services;
            return this;
        }

        /** As {@link #services(List)}, for a few. */
        public Builder services(Service... services) {
            return services(List.of(services));
        }

        /** Sets {@link Task#restart()}. */
        public Builder restart(@Nullable RestartPolicy restart) {
            this.restart = restart;
            return this;
        }

        /** Sets {@link Task#lifecycle()}. */
        public Builder lifecycle(@Nullable Lifecycle lifecycle) {
            this.lifecycle = lifecycle;
            return this;
        }

        /** Sets {@link Task#leader()}. */
        public Builder leader(boolean leader) {
            this.leader = leader;
            return this;
        }

        /** Sets {@link Task#killTimeout()}. */
        public Builder killTimeout(Duration killTimeout) {
            this.killTimeout = killTimeout;
            return this;
        }

        /** Sets {@link Task#killSignal()}. */
        public Builder killSignal(String killSignal) {
            this.killSignal = killSignal;
            return this;
        }

        /** Sets {@link Task#shutdownDelay()}. */
        public Builder shutdownDelay(Duration shutdownDelay) {
            this.shutdownDelay = shutdownDelay;
            return this;
        }

        /** Sets {@link Task#logs()}. */
        public Builder logs(LogConfig logs) {
            this.logs = logs;
            return this;
        }

        /** Sets {@link Task#artifacts()}. */
        public Builder artifacts(List<Artifact> artifacts) {
            this.artifacts = artifacts;
            return this;
        }

        /** As {@link #artifacts(List)}, for a few. */
        public Builder artifacts(Artifact... artifacts) {
            return artifacts(List.of(artifacts));
        }

        /** Sets {@link Task#templates()}. */
        public Builder templates(List<Template> templates) {
            this.templates = templates;
            return this;
        }

        /** As {@link #templates(List)}, for a few. */
        public Builder templates(Template... templates) {
            return templates(List.of(templates));
        }

        /** Sets {@link Task#volumeMounts()}. */
        public Builder volumeMounts(List<VolumeMount> volumeMounts) {
            this.volumeMounts = volumeMounts;
            return this;
        }

        /** As {@link #volumeMounts(List)}, for a few. */
        public Builder volumeMounts(VolumeMount... volumeMounts) {
            return volumeMounts(List.of(volumeMounts));
        }

        /** Sets {@link Task#dispatchPayload()}. */
        public Builder dispatchPayload(@Nullable DispatchPayload dispatchPayload) {
            this.dispatchPayload = dispatchPayload;
            return this;
        }

        /** Sets {@link Task#kind()}. */
        public Builder kind(String kind) {
            this.kind = kind;
            return this;
        }

        /** Sets {@link Task#extras()}. */
        public Builder extras(Extras extras) {
            this.extras = extras;
            return this;
        }

        /**
         * Returns the task.
         *
         * @throws IllegalArgumentException if something that is needed is null
         */
        public Task build() {
            return new Task(
                    name,
                    driver,
                    user,
                    config,
                    env,
                    meta,
                    resources,
                    constraints,
                    affinities,
                    services,
                    restart,
                    lifecycle,
                    leader,
                    killTimeout,
                    killSignal,
                    shutdownDelay,
                    logs,
                    artifacts,
                    templates,
                    volumeMounts,
                    dispatchPayload,
                    kind,
                    extras);
        }
    }
}
