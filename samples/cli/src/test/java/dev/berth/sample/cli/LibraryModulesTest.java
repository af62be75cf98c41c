package dev.berth.sample.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every library module keeps to. It stands here because the sample host is the one place that sees them all; the
 * modules are found by their {@code module-info}, so that a new one is checked as soon as the host uses it.
 */
class LibraryModulesTest {
    private static final String ROOT = "dev.berth.";
    private static final Map<String, ModuleReference> MODULES = modules();
    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .importLocations(MODULES.values().stream()
                    .map(module -> Location.of(module.location().orElseThrow()))
                    .toList());
    private static final Set<String> EXPORTED = MODULES.values().stream()
            .flatMap(module -> module.descriptor().exports().stream())
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(toCollection(TreeSet::new));

    @Test
    void modulesPointOneWay() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        MODULES.forEach((name, module) -> arrows.put(name, requiredBerthModules(module)));

        assertThat(arrows)
                .as(
                        "drivers-docker, drivers-exec -> drivers-spi <- core <- scheduler-algorithms: a driver must be usable"
                                + " without the scheduler, and the scheduler without any driver")
                .isEqualTo(Map.of(
                        "dev.berth.drivers.spi", Set.of(),
                        "dev.berth.core", Set.of("dev.berth.drivers.spi"),
                        "dev.berth.scheduler.algorithms", Set.of("dev.berth.core"),
                        "dev.berth.drivers.exec", Set.of("dev.berth.drivers.spi"),
                        "dev.berth.drivers.docker", Set.of("dev.berth.drivers.spi")));
    }

    @Test
    void packagesNamedInternalAreNotExported() {
        assertThat(EXPORTED)
                .as("what is internal may change with every release")
                .noneMatch(name -> Arrays.asList(name.split("\\.")).contains("internal"));
    }

    @Test
    void everyPackageThatIsNotInternalIsExported() {
        Set<String> open = LIBRARY.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::getPackageName)
                .filter(name -> !(name + ".").contains(".internal."))
                .collect(toCollection(TreeSet::new));

        assertThat(open)
                .as("a package is either API and exported, or has a segment internal: users can tell by its name")
                .isEqualTo(EXPORTED);
    }

    @Test
    void aPackageLivesInOneModule() {
        Map<String, Set<String>> homes = new TreeMap<>();
        MODULES.forEach((name, module) -> module.descriptor()
                .packages()
                .forEach(each ->
                        homes.computeIfAbsent(each, key -> new TreeSet<>()).add(name)));

        assertThat(homes)
                .as("the module path refuses a package that two modules contain")
                .allSatisfy((name, modules) -> assertThat(modules).hasSize(1));
    }

    @Test
    void exportedSignaturesNameOnlyTheJdkJSpecifyAndExportedTypes() {
        classes()
                .that(areExported())
                .should(nameOnlyVisibleTypes())
                .because(
                        "a third-party type in the API ties every host to that library and its version, and an internal"
                                + " one cannot be used by anybody")
                .check(LIBRARY);
    }

    @Test
    void samplesUseTheLibraryThroughItsApiOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.berth.sample..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.berth..internal..")
                .because("hosts copy what the samples do")
                .allowEmptyShould(true)
                .check(new ClassFileImporter().importPackages("dev.berth.sample"));
    }

    /** Finds the modules of Berth on the class path, as jars or as target/classes. */
    private static Map<String, ModuleReference> modules() {
        Map<String, ModuleReference> found = new TreeMap<>();
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> entry.endsWith("classes")
                        || entry.getFileName().toString().startsWith("berth-"))
                .flatMap(entry -> ModuleFinder.of(entry).findAll().stream())
                .filter(module -> !module.descriptor().isAutomatic())
                .forEach(module -> found.put(module.descriptor().name(), module));
        return found;
    }

    private static Set<String> requiredBerthModules(ModuleReference module) {
        return module.descriptor().requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .filter(name -> name.startsWith(ROOT))
                .collect(toCollection(TreeSet::new));
    }

    private static DescribedPredicate<JavaClass> areExported() {
        return DescribedPredicate.describe(
                "are exported", type -> EXPORTED.contains(type.getPackageName()) && isVisible(type));
    }

    private static boolean isVisible(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass().map(LibraryModulesTest::isVisible).orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static ArchCondition<JavaClass> nameOnlyVisibleTypes() {
        return new ArchCondition<>("name only types of the JDK, JSpecify and exported packages") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                report(
                        type.getDescription(),
                        Stream.concat(supertypes(type), annotations(type.getAnnotations())),
                        events);
                type.getMembers().stream()
                        .filter(member -> isVisible(member.getModifiers()))
                        .forEach(member -> report(
                                member.getDescription(),
                                Stream.concat(signature(member), annotations(member.getAnnotations())),
                                events));
            }
        };
    }

    private static void report(String where, Stream<JavaClass> named, ConditionEvents events) {
        named.filter(type -> !mayBeNamed(type))
                .map(type -> SimpleConditionEvent.violated(type, where + " names " + type.getName()))
                .forEach(events::add);
    }

    private static boolean mayBeNamed(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return type.getBaseComponentType().isPrimitive()
                || name.startsWith("java.")
                || name.equals("org.jspecify.annotations")
                || EXPORTED.contains(name);
    }

    private static Stream<JavaClass> supertypes(JavaClass type) {
        Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        return involved(Stream.concat(parents, type.getTypeParameters().stream()));
    }

    private static Stream<JavaClass> signature(JavaMember member) {
        if (member instanceof JavaField field) {
            return involved(Stream.of(field.getType()));
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        Stream<JavaType> types = Stream.concat(unit.getParameterTypes().stream(), Stream.of(unit.getReturnType()));
        return Stream.concat(
                involved(Stream.concat(types, unit.getTypeParameters().stream())), unit.getExceptionTypes().stream());
    }

    private static Stream<JavaClass> involved(Stream<? extends JavaType> types) {
        return types.flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }

    private static Stream<JavaClass> annotations(Set<? extends JavaAnnotation<?>> annotations) {
        return annotations.stream().map(JavaAnnotation::getRawType);
    }
}
