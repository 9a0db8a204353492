package io.aula.identity.authserver;

import java.util.function.Consumer;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/** A {@code max_age} that is no number of seconds is told to its client, which would take a sign-in for fresher than it is. */
final class Ages implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {
    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
        Object age = asked.getAdditionalParameters().get(FreshSignIn.MAX_AGE);
        if (age != null && !FreshSignIn.isAge(age.toString())) {
            throw AuthorizationRefusal.of(context, "max_age is a number of seconds");
        }
    }
}
