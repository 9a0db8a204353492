package io.aula.identity.authserver;

import io.aula.identity.account.visit.Destination;
import io.aula.identity.account.visit.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.security.access.AccessDeniedException;

/**
 * What happens to a form whose guard against forgery is spent, because its page is older than the session: the person signed
 * in on another tab, or slept on it. The page is opened anew with what was typed; nothing that was sent is done.
 */
final class StalePages {
    private StalePages() {}

    static void openAgain(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
            throws IOException {
        String address = request.getParameter("username") == null
                ? request.getParameter("email")
                : request.getParameter("username");
        Visit.type(request, request.getParameter("displayName"), address);
        String page = page(request) + "?stale";
        String kept = with(request, "user_code", with(request, "token", page));
        response.sendRedirect(Destination.of(request.getParameter("to"))
                .map(known -> known.after(kept))
                .orElse(kept));
    }

    private static String with(HttpServletRequest request, String name, String page) {
        String value = request.getParameter(name);
        return value == null ? page : page + "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The way from one form to the other is no page of its own. */
    private static String page(HttpServletRequest request) {
        return request.getRequestURI().equals("/auth/instead") ? "/auth/login" : request.getRequestURI();
    }
}
