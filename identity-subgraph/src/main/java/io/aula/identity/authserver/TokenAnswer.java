package io.aula.identity.authserver;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.text.ParseException;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Names in the answer the scopes the token really has (RFC 6749 §5.1), which the person's roles may have narrowed. */
final class TokenAnswer implements AuthenticationSuccessHandler {
    private final OAuth2AccessTokenResponseAuthenticationSuccessHandler spring =
            new OAuth2AccessTokenResponseAuthenticationSuccessHandler();

    private final ClientDiary diary;

    TokenAnswer(ClientDiary diary) {
        this.diary = diary;
        spring.setAccessTokenResponseCustomizer(TokenAnswer::nameScopes);
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        diary.granted(((OAuth2AccessTokenAuthenticationToken) authentication)
                .getRegisteredClient()
                .getClientId());
        spring.onAuthenticationSuccess(request, response, authentication);
    }

    private static void nameScopes(OAuth2AccessTokenAuthenticationContext context) {
        OAuth2AccessTokenAuthenticationToken answer = context.getAuthentication();
        try {
            var claims =
                    SignedJWT.parse(answer.getAccessToken().getTokenValue()).getJWTClaimsSet();
            context.getAccessTokenResponse().scopes(Set.copyOf(claims.getStringListClaim("scope")));
        } catch (ParseException impossible) {
            throw new IllegalStateException("We issued an access token that is not a JWT", impossible);
        }
    }
}
