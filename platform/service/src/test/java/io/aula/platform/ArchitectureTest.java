package io.aula.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.aula.platform", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule messagingKnowsNoStore = noClasses()
            .that()
            .resideInAPackage("..messaging..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..jdbc..");

    @ArchTest
    static final ArchRule idsKnowNothing = noClasses()
            .that()
            .resideInAPackage("..id..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule nothingOfTheDomainEntersThePlatform = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.aula.courses..", "io.aula.identity..", "io.aula.social..", "io.aula.gateway..");
}
