package io.aula.identity.authserver;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.AuthenticationEntryPoint;

/** What a request that nobody has signed in to gets: a person the sign-in page, a program a status and JSON. */
final class ProtocolEntryPoint implements AuthenticationEntryPoint {
    /** Where people come by with a browser. */
    static final Set<String> FOR_PEOPLE = Set.of("/oauth2/authorize");

    private final AuthenticationEntryPoint signIn;
    private final AuthorizationAnswers answers;

    ProtocolEntryPoint(AuthorizationAnswers answers, FreshSignIn fresh) {
        this.answers = answers;
        this.signIn = new SignInEntryPoint(fresh);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException, ServletException {
        if (!FOR_PEOPLE.contains(request.getRequestURI())) {
            forProgram(request, response);
            return;
        }
        // Already checked by Spring, address included, when it is there.
        Object asked = request.getAttribute(OAuth2AuthorizationCodeRequestAuthenticationToken.class.getName());
        if (asked instanceof OAuth2AuthorizationCodeRequestAuthenticationToken checked && isSilent(request)) {
            answers.refused(
                    request,
                    response,
                    new OAuth2AuthorizationCodeRequestAuthenticationException(
                            new OAuth2Error("login_required"), checked));
            return;
        }
        signIn.commence(request, response, exception);
    }

    private static void forProgram(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getRequestURI().equals("/userinfo")) {
            ProtocolAnswer.unknownToken(response);
        } else {
            ProtocolAnswer.unknownClient(response);
        }
    }

    /** OpenID Connect Core §3.1.2.1: no page may be shown. */
    private static boolean isSilent(HttpServletRequest request) {
        return "none".equals(request.getParameter("prompt"));
    }
}
