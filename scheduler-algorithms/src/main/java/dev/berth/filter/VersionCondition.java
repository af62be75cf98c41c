package dev.berth.filter;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a version satisfies a comma-separated list of requirements, all of which must hold.
 *
 * <p>{@code version} knows {@code = != > >= < <= ~>} (a bare version means {@code =}); {@code ~> 1.2} allows any 1.x from 1.2 on. A
 * pre-release satisfies an order only when the requirement names a pre-release of the same numbers: {@code 1.3.0-beta1} is not
 * {@code >= 1.0}. {@code semver} has no {@code ~>} and orders pre-releases as Semantic Versioning does. What does not parse
 * satisfies nothing. Keeps parsed requirements, so it is confined to one thread.
 */
final class VersionCondition implements Condition {
    private static final Pattern REQUIREMENT =
            Pattern.compile("(?<op>=|==|!=|>=|<=|>|<|~>)?\\s*(?<version>[^\\s=!<>~].*)");
    private static final Splitter COMMA = Splitter.on(',').trimResults();
    private static final int MAX_PARSED = 256;

    private final boolean semver;
    private final Map<String, Optional<List<Requirement>>> parsed = new HashMap<>();

    private VersionCondition(boolean semver) {
        this.semver = semver;
    }

    static VersionCondition version() {
        return new VersionCondition(false);
    }

    static VersionCondition semver() {
        return new VersionCondition(true);
    }

    @Override
    public boolean holds(@Nullable String left, @Nullable String right) {
        Version version = left == null || right == null ? null : Version.parse(left);
        if (version == null || right == null) {
            return false;
        }
        if (parsed.size() >= MAX_PARSED && !parsed.containsKey(right)) {
            parsed.clear();
        }
        return parsed.computeIfAbsent(right, this::parse)
                .map(all -> all.stream().allMatch(requirement -> requirement.satisfiedBy(version, semver)))
                .orElse(false);
    }

    private Optional<List<Requirement>> parse(String text) {
        ImmutableList.Builder<Requirement> all = ImmutableList.builder();
        for (String part : COMMA.split(text)) {
            Matcher matcher = REQUIREMENT.matcher(part);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String operator = Optional.ofNullable(matcher.group("op")).orElse("=");
            Version bound =
                    semver ? Version.parseStrict(matcher.group("version")) : Version.parse(matcher.group("version"));
            if (bound == null || semver && operator.equals("~>")) {
                return Optional.empty();
            }
            all.add(new Requirement(operator, bound));
        }
        return Optional.of(all.build());
    }

    /** One operator and its version. */
    private record Requirement(String operator, Version bound) {
        boolean satisfiedBy(Version version, boolean semver) {
            int order = version.compareTo(bound);
            return switch (operator) {
                case "=", "==" -> order == 0;
                case "!=" -> order != 0;
                default -> (semver || prereleaseAllowed(version)) && inOrder(version, order);
            };
        }

        private boolean prereleaseAllowed(Version version) {
            return !version.isPrerelease() || bound.isPrerelease() && version.compareSegments(bound) == 0;
        }

        private boolean inOrder(Version version, int order) {
            return switch (operator) {
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case "~>" -> order >= 0 && samePrefix(version);
                default -> throw new AssertionError(operator);
            };
        }

        private boolean samePrefix(Version version) {
            for (int i = 0; i < bound.segments().size() - 1; i++) {
                if (!version.segment(i).equals(bound.segment(i))) {
                    return false;
                }
            }
            return true;
        }
    }
}
