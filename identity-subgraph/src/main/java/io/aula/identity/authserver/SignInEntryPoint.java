package io.aula.identity.authserver;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** Where a stranger is sent from the authorization endpoint: sign-in, or sign-up with {@code prompt=create}. */
final class SignInEntryPoint extends LoginUrlAuthenticationEntryPoint {
    SignInEntryPoint() {
        super("/auth/login");
        setFavorRelativeUris(true);
    }

    @Override
    protected String determineUrlToUseForThisRequest(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) {
        String page = "create".equals(request.getParameter("prompt")) ? "/auth/sign-up" : "/auth/login";
        String locales = request.getParameter("ui_locales");
        if (locales == null) {
            return page;
        }
        return locales.startsWith("es") ? page + "?lang=es" : locales.startsWith("en") ? page + "?lang=en" : page;
    }
}
