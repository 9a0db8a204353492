package io.aula.identity.authserver;

import io.aula.identity.account.visit.Destination;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * Where a stranger is sent from the authorization endpoint: sign-in, or sign-up with {@code prompt=create}; in the language
 * the client asked for, and with the request itself in the address, so that each tab keeps its own.
 */
final class SignInEntryPoint extends LoginUrlAuthenticationEntryPoint {
    private final FreshSignIn fresh;

    SignInEntryPoint(FreshSignIn fresh) {
        super("/auth/login");
        this.fresh = fresh;
        setFavorRelativeUris(true);
    }

    @Override
    protected String determineUrlToUseForThisRequest(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) {
        String page = "create".equals(request.getParameter("prompt")) ? "/auth/sign-up" : "/auth/login";
        String spoken = page + language(request.getParameter("ui_locales"));
        Optional<Destination> destination = request.getMethod().equals("GET")
                ? Destination.of(request.getRequestURI() + "?"
                        + fresh.onceAsked(
                                request.getQueryString(), name -> Optional.ofNullable(request.getParameter(name))))
                : Optional.empty();
        return destination.map(known -> known.after(spoken)).orElse(spoken);
    }

    private static String language(@org.jspecify.annotations.Nullable String locales) {
        if (locales == null) {
            return "";
        }
        return locales.startsWith("es") ? "?lang=es" : locales.startsWith("en") ? "?lang=en" : "";
    }
}
