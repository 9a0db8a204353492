package io.aula.identity.account.visit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/authorize?client_id=a&state=%20",
                "/auth/device",
                "/auth/device?user_code=BCDF-GHJK",
            })
    void pagesThatPeopleAreSentToSignInFromAreKept(String path) {
        assertThat(Destination.of(path)).contains(new Destination(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//evil.test/oauth2/authorize?",
                "https://evil.test/oauth2/authorize?a=b",
                "/oauth2/authorize",
                "/oauth2/authorized?a=b",
                "/auth/devices",
                "/auth/device/consent",
                "/auth/device?a=b\\evil",
                "/auth/device?a=b#evil",
                "/auth/device?a=b c",
                "/auth/device?a=\n",
                "/auth/device?a=\u00f1"
            })
    void anythingElseIsNone(String path) {
        assertThat(Destination.of(path)).isEmpty();
    }

    /** A request's target may have 8 kB, and each sign there takes three when it is written into another address. */
    @Test
    void whatWouldNotFitIntoAnotherAddressIsNone() {
        String start = "/oauth2/authorize?a=";
        assertThat(Destination.of(start + "b".repeat(5_900))).isPresent();
        assertThat(Destination.of(start + "b".repeat(6_000))).isEmpty();
        assertThat(Destination.of(start + "%20".repeat(1_100))).isPresent();
        assertThat(Destination.of(start + "%20".repeat(1_300))).isEmpty();
        assertThat(Destination.of(start + "b".repeat(1_000_000))).isEmpty();
        assertThat(Destination.of(start + "b".repeat(5_900)).orElseThrow().after("/auth/login?refused"))
                .hasSizeLessThan(8_000);
    }
}
