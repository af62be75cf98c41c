package dev.berth.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same log must give byte-identical snapshots on every replica and JVM: what {@code model} and {@code state} may not touch. */
class DeterminismTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.berth.model", "dev.berth.state");

    /** Classes that look things up in a hash table and never walk over it, each with what makes that harmless. */
    private static final Map<String, String> LOOKS_UP_ONLY = Map.of(
            "dev.berth.state.internal.codec.SharedValues",
            "finds the number under which a value was written; the numbers follow the order of writing",
            "dev.berth.state.internal.codec.ContentHashes",
            "finds the hash of an instance that was hashed before",
            "dev.berth.state.internal.codec.AllocationTemplates",
            "finds the number of a template; templates are kept in the order they were met",
            "dev.berth.state.internal.codec.PlacementRows",
            "finds the number of a node; nodes are written in the order they were met");

    @Test
    void readNoClock() {
        neverUse(
                "time comes with the command; two replicas that look at their own clocks disagree",
                "java.lang.System.currentTimeMillis(",
                "java.lang.System.nanoTime(",
                "java.time.Clock.",
                "java.time.Instant.now(",
                "java.time.LocalDate.now(",
                "java.time.LocalDateTime.now(",
                "java.time.LocalTime.now(",
                "java.time.OffsetDateTime.now(",
                "java.time.ZonedDateTime.now(",
                "java.util.Date.<init>()",
                "dev.berth.host.TimeSource.");
    }

    @Test
    void drawNoRandomNumbers() {
        neverUse(
                "ids and seeds come with the command; a draw would differ on each replica",
                "java.util.Random.<init>(",
                "java.util.SplittableRandom.<init>(",
                "java.util.concurrent.ThreadLocalRandom.",
                "java.util.random.",
                "java.security.SecureRandom.",
                "java.util.UUID.randomUUID(",
                "java.util.Collections.shuffle(java.util.List)",
                "java.lang.Math.random(",
                "dev.berth.host.IdSource.");
    }

    @Test
    void readNothingOfTheMachine() {
        neverUse(
                "the outcome must not depend on where it is computed",
                "java.lang.System.getenv(",
                "java.lang.System.getProperty(",
                "java.lang.System.getProperties(",
                "java.lang.System.lineSeparator(",
                "java.lang.System.identityHashCode(",
                "java.lang.Integer.getInteger(",
                "java.lang.Long.getLong(",
                "java.lang.Boolean.getBoolean(",
                "java.lang.Runtime.",
                "java.lang.Thread.",
                "java.net.InetAddress.",
                "java.nio.charset.Charset.defaultCharset(",
                "java.time.ZoneId.systemDefault(",
                "java.util.Locale.getDefault(",
                "java.util.TimeZone.getDefault(",
                "java.lang.String.getBytes()",
                "java.lang.String.<init>([B)",
                "java.lang.String.toLowerCase()",
                "java.lang.String.toUpperCase()");
    }

    @Test
    void buildNoCollectionThatIteratesDifferentlyAfterEachStart() {
        neverUse(
                "their order is salted anew in each JVM; use Guava's ImmutableMap and ImmutableSet, which keep the order"
                        + " of insertion, or the sorted ones",
                "java.util.Map.of(",
                "java.util.Map.ofEntries(",
                "java.util.Map.copyOf(",
                "java.util.Set.of(",
                "java.util.Set.copyOf(",
                "java.util.stream.Collectors.toUnmodifiableMap(",
                "java.util.stream.Collectors.toUnmodifiableSet(");
    }

    @Test
    void buildNoCollectionOrderedByHash() {
        neverUse(
                CORE.that(describe("walk over collections", type -> !LOOKS_UP_ONLY.containsKey(type.getName()))),
                "its order follows from hash codes and history, which a restored replica does not share; use LinkedHashMap,"
                        + " TreeMap or Guava's immutable ones, or add the class to LOOKS_UP_ONLY with the reason",
                "java.util.HashMap.<init>(",
                "java.util.HashSet.<init>(",
                "java.util.IdentityHashMap.<init>(",
                "java.util.WeakHashMap.<init>(",
                "java.util.concurrent.ConcurrentHashMap.",
                "com.google.common.collect.Hash",
                "com.google.common.collect.Maps.newHashMap",
                "com.google.common.collect.Sets.newHashSet",
                "java.util.stream.Collectors.toSet(",
                "java.util.stream.Collectors.toMap(java.util.function.Function, java.util.function.Function)",
                "java.util.stream.Collectors.toMap(java.util.function.Function, java.util.function.Function,"
                        + " java.util.function.BinaryOperator)",
                "java.util.stream.Collectors.groupingBy(java.util.function.Function)",
                "java.util.stream.Collectors.groupingBy(java.util.function.Function, java.util.stream.Collector)");
    }

    @Test
    void computeNothingThatDependsOnTheProcessorOrTheNumberOfThreads() {
        neverUse(
                "Math may round curves differently on another processor (StrictMath may not), and parallel streams finish"
                        + " in any order",
                "java.lang.Math.exp(",
                "java.lang.Math.pow(",
                "java.lang.Math.log(",
                "java.lang.Math.log10(",
                ".parallelStream(",
                "Stream.parallel(");
    }

    /** Fails where a call, a field access or a method reference has a target whose full name contains one of these. */
    private static void neverUse(String because, String... targets) {
        neverUse(CORE, because, targets);
    }

    private static void neverUse(JavaClasses users, String because, String... targets) {
        noClasses()
                .should()
                .accessTargetWhere(targetNamedLike(List.of(targets)))
                .because(because)
                .check(users);
    }

    private static DescribedPredicate<JavaAccess<?>> targetNamedLike(List<String> parts) {
        return describe(
                "its name contains one of " + parts,
                access -> parts.stream().anyMatch(access.getTarget().getFullName()::contains));
    }
}
