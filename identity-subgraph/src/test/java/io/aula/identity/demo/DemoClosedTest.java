package io.aula.identity.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.RunningIdentity;
import io.aula.identity.account.AccountService;
import io.aula.identity.integrator.OAuthClientService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.annotation.Profile;

/** What becomes of the demo where it does not belong. */
@RunningIdentity.Test
class DemoClosedTest {
    @Autowired
    AccountService accounts;

    @Autowired
    OAuthClientService clients;

    @Autowired
    DemoSeed seed;

    @AfterEach
    void openAgain() {
        seed.run(new DefaultApplicationArguments());
    }

    @Test
    void seededPeopleAndClientsAreClosedAndSeedingOpensThemAgain() {
        new DemoClosed(accounts, clients).run(new DefaultApplicationArguments());
        assertThat(DemoPeople.all())
                .allSatisfy(person -> assertThat(accounts.byId(java.util.Objects.requireNonNull(person.id()))
                                .orElseThrow()
                                .active())
                        .isFalse());
        assertThat(clients.byId(DemoSeed.NATIVE_CLIENT)).isEmpty();
        assertThat(clients.byId(DemoSeed.INTEGRATOR_CLIENT)).isEmpty();
        seed.run(new DefaultApplicationArguments());
        assertThat(accounts.byId(DemoPeople.FIRST_INSTRUCTOR).orElseThrow().active())
                .isTrue();
        assertThat(clients.byId(DemoSeed.NATIVE_CLIENT)).isPresent();
    }

    @Test
    void seedingBelongsToDevelopmentAndClosingToEveryOtherProfile() {
        assertThat(DemoSeed.class.getAnnotation(Profile.class).value()).containsExactly("development");
        assertThat(DemoClosed.class.getAnnotation(Profile.class).value()).containsExactly("!development");
    }
}
