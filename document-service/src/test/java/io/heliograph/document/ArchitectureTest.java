package io.heliograph.document;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule FEATURES_KNOW_NO_FRAMEWORK = noClasses()
            .that()
            .resideInAnyPackage("io.heliograph.document.*")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta..", "io.micrometer..")
            .because("decisions are tested without a container");

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_KNOW_THEIR_ADAPTERS = noClasses()
            .that()
            .resideInAnyPackage("io.heliograph.document.*")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.heliograph.document.*.*..")
            .because("a decision is a function of what it is given");

    @ArchTest
    static final ArchRule FEATURES_FORM_NO_CYCLES =
            slices().matching("io.heliograph.document.(*)..").should().beFreeOfCycles();
}
