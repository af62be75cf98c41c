package dev.berth.model;

import com.google.common.collect.ImmutableList;
import java.util.regex.Pattern;

/** Finds everything that is wrong with a node. Stateless. */
final class NodeValidation {

    private static final Pattern POOL = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final int MAX_PORT = 65_535;

    private final ImmutableList.Builder<Problem> problems = ImmutableList.builder();
    private final Node node;

    private NodeValidation(Node node) {
        this.node = node;
    }

    static ImmutableList<Problem> problems(Node node) {
        NodeValidation validation = new NodeValidation(node);
        validation.checkPlace();
        validation.checkResources();
        validation.checkPorts();
        return validation.problems.build();
    }

    private void checkPlace() {
        if (node.datacenter().isEmpty()) {
            add("datacenter", "", "The datacenter is empty.", "Maybe use dc1.");
        }
        if (node.nodePool().equals(Node.ALL_POOL)) {
            add(
                    "nodePool",
                    Node.ALL_POOL,
                    "The pool stands for all nodes; no node can be put into it.",
                    "Maybe use default.");
        } else if (!POOL.matcher(node.nodePool()).matches()) {
            String message = "The name of a pool has 1 to 128 letters, digits, dashes and underscores.";
            add("nodePool", node.nodePool(), message, "Maybe use default.");
        }
    }

    private void checkResources() {
        Resources total = node.resources().total();
        Resources missing = total.shortfall(node.reserved().resources());
        for (String dimension : missing.names()) {
            String message = "More is reserved than the node has (%s)."
                    .formatted(Resources.describe(dimension, total.get(dimension)));
            add(
                    "reserved.resources." + dimension,
                    node.reserved().resources().get(dimension),
                    message,
                    "Maybe reserve less.");
        }
        if (total.isNone()) {
            add(
                    "resources.total",
                    "",
                    "The node has no resources, so that nothing fits on it.",
                    "Maybe set cpu and memory.");
        }
    }

    private void checkPorts() {
        int min = node.resources().minDynamicPort();
        int max = node.resources().maxDynamicPort();
        if (min < 1 || min > MAX_PORT) {
            add("resources.minDynamicPort", min, "A port lies in 1-65535.", "Maybe use 20000.");
        }
        if (max < 1 || max > MAX_PORT) {
            add("resources.maxDynamicPort", max, "A port lies in 1-65535.", "Maybe use 32000.");
        }
        if (min > max) {
            String message = "The lowest dynamic port is after the highest (%s).".formatted(max);
            add("resources.minDynamicPort", min, message, "Maybe swap them.");
        }
    }

    private void add(String path, Object value, String message, String advice) {
        problems.add(Problem.of(path, value, message, advice));
    }
}
