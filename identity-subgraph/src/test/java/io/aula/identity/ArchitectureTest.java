package io.aula.identity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.aula.devstack.testing.Dependencies;
import io.aula.devstack.testing.HouseRules;
import io.aula.devstack.testing.SqlClock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Service;

/** The walls between the packages of identity. */
@AnalyzeClasses(packages = "io.aula.identity", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.aula.identity.";

    @ArchTest
    static final ArchRule peopleKnowNothingOfOAuthOrMoney = noClasses()
            .that()
            .resideInAPackage(ROOT + "account..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "authserver..",
                    ROOT + "integrator..",
                    ROOT + "commerce..",
                    ROOT + "course..",
                    ROOT + "entitlement..",
                    ROOT + "demo..");

    @ArchTest
    static final ArchRule clientsAreOnlyData = noClasses()
            .that()
            .resideInAPackage(ROOT + "integrator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "account..", ROOT + "authserver..", ROOT + "commerce..", ROOT + "demo..");

    @ArchTest
    static final ArchRule moneyKnowsNothingOfOAuth = noClasses()
            .that()
            .resideInAPackage(ROOT + "commerce..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "authserver..", ROOT + "integrator..", ROOT + "demo..");

    @ArchTest
    static final ArchRule coursesKnowPeopleOnly = noClasses()
            .that()
            .resideInAPackage(ROOT + "course..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "entitlement..",
                    ROOT + "commerce..",
                    ROOT + "authserver..",
                    ROOT + "integrator..",
                    ROOT + "demo..");

    @ArchTest
    static final ArchRule rightsDoNotDependOnHowTheyWerePaid = noClasses()
            .that()
            .resideInAPackage(ROOT + "entitlement..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "commerce..", ROOT + "authserver..", ROOT + "integrator..", ROOT + "demo..");

    @ArchTest
    static final ArchRule nobodyNeedsTheDemo = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "demo..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "demo..");

    @ArchTest
    static final ArchRule auditAndGraphqlStandBelow = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "audit..", ROOT + "graphql..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "account..", ROOT + "authserver..", ROOT + "integrator..", ROOT + "demo..");

    @ArchTest
    static final ArchRule mailKnowsNobody = noClasses()
            .that()
            .resideInAPackage(ROOT + "mail..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "account..",
                    ROOT + "authserver..",
                    ROOT + "integrator..",
                    ROOT + "commerce..",
                    ROOT + "course..",
                    ROOT + "entitlement..",
                    ROOT + "demo..");

    @ArchTest
    static final ArchRule onlyRepositoriesSpeakSql = classes()
            .that()
            .areNotAnnotatedWith(org.springframework.stereotype.Repository.class)
            .and()
            .areNotMemberClasses()
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("org.jooq..");

    @ArchTest
    static final ArchRule stripeStaysInCommerce = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "commerce..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.stripe..");

    @ArchTest
    static final ArchRule servicesSpeakOfTheDomain = HouseRules.servicesSpeakOfTheDomain(Service.class);

    @ArchTest
    static final ArchRule timeIsAskedOfTheClockThatIsGiven = HouseRules.timeIsAskedOfTheClockThatIsGiven();

    @Test
    void nothingIsAskedForThatNobodyUses() {
        // Spring's Argon2 is made of the one, and its schema factory of the other.
        assertThat(Dependencies.unused(
                        "flyway-database-postgresql", "bcprov-jdk18on", "federation-graphql-java-support"))
                .isEmpty();
    }

    @Test
    void noStatementAsksTheDatabaseForTheTime() {
        assertThat(SqlClock.askedIn(Path.of("src/main/java"))).isEmpty();
    }
}
