package io.heliograph.gateway;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule FEATURES_KNOW_NO_FRAMEWORK = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("io.heliograph.gateway.*")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "io.vertx..", "io.smallrye..", "io.netty..", "jakarta..")
            .because("decisions are tested without a container");

    @ArchTest
    static final ArchRule FEATURES_FORM_NO_CYCLES = SlicesRuleDefinition.slices()
            .matching("io.heliograph.gateway.(*)..")
            .should()
            .beFreeOfCycles();
}
