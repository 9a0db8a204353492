package io.aula.devstack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.aula.devstack", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule processesKnowNothingOfWhatTheyAreFor = noClasses()
            .that()
            .resideInAPackage("..devstack.process..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..service..", "..supervisor..", "..cli..", "..testing..", "..mail..", "..stripe..");

    @ArchTest
    static final ArchRule servicesAreNotSupervisedByThemselves = noClasses()
            .that()
            .resideInAnyPackage(
                    "..devstack.service..", "..devstack.mail..", "..devstack.stripe..", "..devstack.token..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..supervisor..", "..cli..", "..testing..");

    @ArchTest
    static final ArchRule testsStartServicesWithoutASupervisor = noClasses()
            .that()
            .resideInAPackage("..devstack.testing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..supervisor..", "..cli..");

    @ArchTest
    static final ArchRule nobodyCallsTheCommands = noClasses()
            .that()
            .resideOutsideOfPackage("..devstack.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..devstack.cli..");

    @ArchTest
    static final ArchRule neo4jStaysOffOurClassPath = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.neo4j.dbms..", "org.neo4j.configuration..");
}
