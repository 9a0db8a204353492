package io.aula.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.policy.auth.Admission;
import io.aula.gateway.policy.auth.ClientAddresses;
import io.aula.gateway.policy.auth.RequestAuthenticator;
import io.aula.gateway.session.CookieJar;
import io.aula.gateway.session.CsrfGuard;
import io.aula.gateway.session.KeyRing;
import io.aula.gateway.session.Session;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CookieAuthenticatorTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final URI PUBLIC = URI.create("http://localhost:8080");
    private final CookieJar cookies =
            new CookieJar(KeyRing.parse("k1:" + Base64.getEncoder().encodeToString(new byte[32])), PUBLIC);
    private final CookieAuthenticator authenticator = new CookieAuthenticator(
            cookies, new CsrfGuard(PUBLIC), ClientAddresses.of("A".repeat(43), ""), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void theSessionsTokenStandsInForItsCookie() {
        assertThat(admit(false, Map.of("cookie", cookie(600), "x-aula-csrf", "1")))
                .isEqualTo(new Admission.Forward(Optional.of("Bearer access")));
    }

    @Test
    void aBearerTokenWinsOverTheCookie() {
        assertThat(admit(false, Map.of("cookie", cookie(600), "authorization", "Bearer mine")))
                .isEqualTo(new Admission.Forward(Optional.of("Bearer mine")));
    }

    @Test
    void anotherSiteCannotUseTheCookie() {
        assertThat(admit(false, Map.of("cookie", cookie(600)))).isInstanceOf(Admission.Refused.class);
        assertThat(admit(true, Map.of("cookie", cookie(600), "origin", "https://evil.example")))
                .isInstanceOf(Admission.Refused.class);
        assertThat(admit(true, Map.of("cookie", cookie(600), "origin", "http://localhost:8080")))
                .isInstanceOf(Admission.Forward.class);
    }

    @Test
    void anExpiredSessionIsToldToRenewAndAVisitorIsLetIn() {
        assertThat(admit(false, Map.of("cookie", cookie(5), "x-aula-csrf", "1")))
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(401));
        assertThat(admit(false, Map.of())).isEqualTo(new Admission.Forward(Optional.empty()));
    }

    @Test
    void servicesAreToldWhereACallerIsAndNotWhereItSaysItIs() {
        var peer = new RequestAuthenticator.Peer(java.net.InetAddress.ofLiteral("192.0.2.7"), () -> List.of("6.6.6.6"));
        var request = new RequestAuthenticator.Request("POST", "/graphql", false, name -> null, peer);

        assertThat(authenticator.admit(request))
                .isInstanceOfSatisfying(
                        Admission.Forward.class,
                        forward ->
                                assertThat(forward.clientAddress().orElse("")).startsWith("192.0.2.7 "));
    }

    private Admission admit(boolean webSocket, Map<String, String> headers) {
        return authenticator.admit(new RequestAuthenticator.Request(
                "POST", "/graphql", webSocket, headers::get, new RequestAuthenticator.Peer(null, List::of)));
    }

    private String cookie(long seconds) {
        String cookie = cookies.write(new Session("access", "refresh", NOW.plusSeconds(seconds)));
        return cookie.substring(0, cookie.indexOf(';'));
    }
}
