package dev.berth.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the packages of core. A package always includes those below it, {@code internal} for example. */
class PackageArrowsTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.berth");

    /** Each row: a package, and all others of Berth that it may use. */
    @ParameterizedTest(name = "{0} uses only [{1}]")
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "internal  | ''",
                "model     | ''",
                "jobspec   | model wire.nomad",
                "wire.nomad| model",
                "state     | model host",
                "host      | model state internal",
                "schedule  | model host state",
                "control   | model host state schedule internal",
                "agent     | model host driver internal state.internal.codec",
            })
    void packageUsesOnlyWhatIsBelowIt(String name, String below) {
        String[] allowed = Stream.concat(Stream.of(name), Stream.of(below.split(" ")))
                .filter(part -> !part.isEmpty())
                .map(part -> "dev.berth." + part + "..")
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage("dev.berth." + name + "..")
                .should()
                .onlyDependOnClassesThat(not(resideInAnyPackage("dev.berth..")).or(resideInAnyPackage(allowed)))
                .because(
                        "the way of a job goes through the packages once (docs/architecture.md): a shortcut between two"
                                + " of them would tie the replicated part to the machine it runs on")
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void jacksonIsUsedForJsonOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.berth.wire.nomad..", "dev.berth.jobspec..", "dev.berth.agent..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .because("Jackson is an optional dependency: a host that neither reads nor writes JSON goes without")
                .check(CORE);
    }

    @Test
    void antlrIsUsedForJobFilesOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.berth.jobspec..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.antlr..")
                .because("ANTLR is an optional dependency: a host that reads no HCL goes without")
                .check(CORE);
    }

    @Test
    void nothingPrintsToTheConsole() {
        noClasses()
                .should(ACCESS_STANDARD_STREAMS)
                .because("a library's messages belong to the host: log them or return them")
                .check(CORE);
    }
}
