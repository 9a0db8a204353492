package io.aula.identity.authserver;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * A PKCE challenge is 43 to 128 of the unreserved characters (RFC 7636 §4.2); whoever sends another learns it at once and not
 * when the code is redeemed, and nothing longer is stored. That there is one, and its method, Spring checks.
 */
final class CodeChallenges implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
        Object challenge = asked.getAdditionalParameters().get("code_challenge");
        if (challenge != null && !CHALLENGE.matcher(challenge.toString()).matches()) {
            throw AuthorizationRefusal.of(context, "A code_challenge has 43 to 128 unreserved characters");
        }
    }
}
