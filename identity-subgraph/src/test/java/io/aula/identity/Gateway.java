package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import java.util.Map;

/** What the gateway's client does with the authorization server on behalf of one browser. */
final class Gateway {
    static final String REDIRECT = RunningIdentity.ISSUER + "/session/callback";

    private final Browser browser;

    Gateway(Browser browser) {
        this.browser = browser;
    }

    /** A code for this demo person, who is signed in first. */
    String code(String email) throws Exception {
        browser.signIn(email, RunningIdentity.PASSWORD);
        return code();
    }

    /** A code for whoever is signed in, else empty. */
    String code() throws Exception {
        return browser.get(Browser.authorize("aula-spa", REDIRECT, "openid profile:write"))
                .query("code");
    }

    Answer tokens(String email) throws Exception {
        return exchange(code(email));
    }

    Answer exchange(String code) throws Exception {
        return ask(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                REDIRECT,
                "code_verifier",
                Browser.VERIFIER));
    }

    Answer refresh(String token) throws Exception {
        return ask(Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    Answer ask(Map<String, String> form) throws Exception {
        return browser.tokenAs("aula-spa", "spa-secret", form);
    }

    Answer revoke(String token) throws Exception {
        return browser.postAs(
                "/oauth2/revoke", "aula-spa", "spa-secret", Map.of("token", token, "token_type_hint", "refresh_token"));
    }

    static String refreshToken(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("refresh_token").asString();
    }

    static String accessToken(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("access_token").asString();
    }
}
