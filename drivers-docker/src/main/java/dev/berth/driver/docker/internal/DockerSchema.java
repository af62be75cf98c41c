package dev.berth.driver.docker.internal;

import dev.berth.driver.ConfigSchema;
import dev.berth.driver.ConfigSchema.Type;
import java.util.List;

/** The keys of a docker task's config. */
public final class DockerSchema {
    /** The driver's name. */
    public static final String NAME = "docker";

    private static final ConfigSchema AUTH = ConfigSchema.builder(NAME)
            .optional("username", Type.STRING, "the account at the registry")
            .optional("password", Type.STRING, "its password or token")
            .optional("email", Type.STRING, "its mail address, for old registries")
            .optional("server_address", Type.STRING, "the registry, when it is not the image's own")
            .build();
    private static final ConfigSchema LOGGING = ConfigSchema.builder(NAME)
            .oneOf("type", List.of("json-file", "local"), "which of Docker's log drivers keeps the output")
            .oneOf("driver", List.of("json-file", "local"), "the same as type")
            .optional("config", Type.STRING_MAP, "its options, such as max-size and max-file")
            .build();
    private static final ConfigSchema MOUNT = ConfigSchema.builder(NAME)
            .oneOf("type", List.of("bind", "volume", "tmpfs"), "what is mounted; volume when not given")
            .optional("source", Type.STRING, "a path, or the name of a volume")
            .required("target", Type.STRING, "the absolute path inside")
            .optional("readonly", Type.BOOLEAN, "the task may not write to it")
            .build();

    /** All keys, in the order of the documentation. */
    public static final ConfigSchema SCHEMA = ConfigSchema.builder(NAME)
            .required("image", Type.STRING, "the image, such as redis:7, ghcr.io/org/app:1.2 or name@sha256:…")
            .optional("command", Type.STRING, "the program, or the first argument of the image's entrypoint")
            .optional("args", Type.STRING_LIST, "its arguments, passed exactly")
            .optional("entrypoint", Type.STRING_LIST, "replaces the image's entrypoint")
            .optional("work_dir", Type.STRING, "where it runs, an absolute path inside")
            .optional("hostname", Type.STRING, "the container's host name")
            .optional("init", Type.BOOLEAN, "a small first process that forwards signals and reaps children")
            .optional("force_pull", Type.BOOLEAN, "ask the registry even when the image is here")
            .optional("image_pull_timeout", Type.DURATION, "how long a pull may take")
            .block("auth", AUTH, "how to log in to the registry")
            .optional("ports", Type.STRING_LIST, "labels of the ports to publish; all of the task's when not given")
            .optional("port_map", Type.STRING_MAP, "label to port inside, where the job's ports say none")
            .optional("network_mode", Type.STRING, "bridge, host, none or the name of a network")
            .optional("extra_hosts", Type.STRING_LIST, "entries of /etc/hosts as name:address")
            .optional("dns_servers", Type.STRING_LIST, "name servers")
            .optional("dns_search_domains", Type.STRING_LIST, "domains to search")
            .optional("dns_options", Type.STRING_LIST, "options of the resolver")
            .optional("volumes", Type.STRING_LIST, "binds as source:target[:ro]; a relative source lies below the task")
            .block("mount", MOUNT, "a mount; may be repeated")
            .block("mounts", MOUNT, "a list of mounts")
            .optional("readonly_rootfs", Type.BOOLEAN, "the image's files cannot be written")
            .optional("shm_size", Type.INTEGER, "the size of /dev/shm in bytes")
            .optional("labels", Type.STRING_MAP, "labels of the container")
            .block("logging", LOGGING, "how Docker keeps the output until it is copied")
            .optional("cpu_hard_limit", Type.BOOLEAN, "the task's cpu is a ceiling too")
            .optional("memory_hard_limit", Type.INTEGER, "the ceiling of memory in MiB, above the reserved")
            .optional("pids_limit", Type.INTEGER, "how many processes the task may have")
            .optional("ulimit", Type.STRING_MAP, "limits as name = soft:hard")
            .optional("sysctl", Type.STRING_MAP, "kernel parameters of the container")
            .optional("group_add", Type.STRING_LIST, "further groups of the user")
            .optional("cap_add", Type.STRING_LIST, "capabilities to add, of those the node allows")
            .optional("cap_drop", Type.STRING_LIST, "capabilities to take away, or all")
            .optional("privileged", Type.BOOLEAN, "all rights on the machine, where the node allows it")
            .build();

    private DockerSchema() {}
}
