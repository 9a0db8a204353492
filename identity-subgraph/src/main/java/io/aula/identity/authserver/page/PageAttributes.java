package io.aula.identity.authserver.page;

import io.aula.identity.account.visit.Destination;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page draws: the SPA's theme, links to itself in the other language, and where the person is going. */
@ControllerAdvice(annotations = Controller.class)
class PageAttributes {
    /** Written by the SPA: dark or light; absent, the device decides. */
    private static final String THEME = "AULA_THEME";

    private final PendingAuthorization pending;

    PageAttributes(PendingAuthorization pending) {
        this.pending = pending;
    }

    @ModelAttribute("theme")
    @Nullable
    String theme(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(THEME))
                .map(Cookie::getValue)
                .filter(value -> value.equals("dark") || value.equals("light"))
                .findFirst()
                .orElse(null);
    }

    /** This page's own query, to which a link adds the language: a token or a destination must not be lost by it. */
    @ModelAttribute("query")
    String query(HttpServletRequest request) {
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        return Stream.of(query.split("&"))
                .filter(pair -> !pair.isEmpty() && !pair.startsWith("lang="))
                .map(pair -> pair + "&")
                .collect(Collectors.joining("", "?", "lang="));
    }

    @ModelAttribute("to")
    @Nullable
    String to(HttpServletRequest request, HttpServletResponse response) {
        return pending.of(request, response).map(Destination::path).orElse(null);
    }

    /** What a filter found wrong with the request, for the error page. */
    @ModelAttribute("problem")
    @Nullable
    Object problem(HttpServletRequest request) {
        return request.getAttribute("aula.problem");
    }
}
