package io.aula.platform;

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

    /** An id begins with when it was made, so that ids come in order; nobody reads a time out of one. */
    @ArchTest
    static final ArchRule timeIsAskedOfTheClockThatIsGiven =
            HouseRules.timeIsAskedOfTheClockThatIsGiven("MessagingAutoConfiguration", "Ids");

    @Test
    void nothingIsAskedForThatNobodyUses() {
        assertThat(Dependencies.unused("postgresql")).isEmpty();
    }

    @Test
    void noStatementAsksTheDatabaseForTheTime() {
        assertThat(SqlClock.askedIn(Path.of("src/main/java"))).isEmpty();
    }
}
