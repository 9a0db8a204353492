package io.aula.identity.authserver.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.web.servlet.HandlerInterceptor;

/** The headers of our pages: no script at all, no framing, no caching, forms only to us and where the answer must go. */
final class PageHeaders implements HandlerInterceptor {
    private final PendingAuthorization pending;

    PageHeaders(PendingAuthorization pending) {
        this.pending = pending;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!request.getRequestURI().startsWith("/auth/assets/")) {
            policy(response, pending.redirectOrigin(request, response).stream().toList());
            response.setHeader("Cache-Control", "no-store");
        }
        return true;
    }

    /** Browsers check form-action along redirects too: the one back to the client must be named. */
    static void policy(HttpServletResponse response, List<String> origins) {
        String forms = String.join(" ", origins);
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self' "
                        + forms + "; base-uri 'none'; frame-ancestors 'none'");
    }
}
