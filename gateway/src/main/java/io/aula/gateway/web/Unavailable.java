package io.aula.gateway.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.util.HtmlUtils;

/**
 * What is said while a service behind us does not answer: 503 (RFC 9110 §15.6.4), to a person as a page with a way to try again, to a
 * program as JSON with an OAuth error code (RFC 6749 §4.1.2.1).
 */
record Unavailable(MediaType type, String body) {
    static final HttpStatus STATUS = HttpStatus.SERVICE_UNAVAILABLE;
    static final String RETRY_SECONDS = "5";
    private static final String JSON = "{\"error\":\"temporarily_unavailable\","
            + "\"error_description\":\"The service does not answer just now; try again in a few seconds.\"}";
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=utf-8");
    private static final String CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
            + "form-action 'none'; frame-ancestors 'none'";
    private static final String LANGUAGE_COOKIE = "AULA_LANG=";

    private record Words(String language, String title, String text, String again, String home) {}

    private static final Words SPANISH = new Words(
            "es",
            "El servicio de cuentas no responde",
            "No has perdido nada. Espera unos segundos y vuelve a intentarlo; mientras tanto puedes seguir viendo los cursos.",
            "Reintentar",
            "Ir al inicio");
    private static final Words ENGLISH = new Words(
            "en",
            "The accounts service does not answer",
            "Nothing is lost. Wait a few seconds and try again; meanwhile you can go on looking at the courses.",
            "Try again",
            "Go to the start page");

    /** @param again path and query that a person is offered to try again */
    static Unavailable to(HttpHeaders request, String again) {
        boolean isBrowser = request.getOrEmpty(HttpHeaders.ACCEPT).stream()
                .anyMatch(accept -> accept.toLowerCase(Locale.ROOT).contains("text/html"));
        return isBrowser
                ? new Unavailable(HTML, page(words(request), again))
                : new Unavailable(MediaType.APPLICATION_JSON, JSON);
    }

    void describe(HttpHeaders response) {
        response.setContentType(type);
        response.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        response.set(HttpHeaders.CACHE_CONTROL, "no-store");
        response.set("content-security-policy", CSP);
        response.set("x-content-type-options", "nosniff");
        response.set("referrer-policy", "same-origin");
    }

    /** The switch's cookie of the sign-in pages, else the browser's preference, else Spanish, as those pages do. */
    private static Words words(HttpHeaders request) {
        return chosen(request)
                .or(() -> preferred(request))
                .map(language -> language.equals("en") ? ENGLISH : SPANISH)
                .orElse(SPANISH);
    }

    private static Optional<String> chosen(HttpHeaders request) {
        return request.getOrEmpty(HttpHeaders.COOKIE).stream()
                .flatMap(line -> List.of(line.split(";")).stream())
                .map(String::strip)
                .filter(pair -> pair.startsWith(LANGUAGE_COOKIE))
                .map(pair -> pair.substring(LANGUAGE_COOKIE.length()))
                .filter(language -> language.equals("es") || language.equals("en"))
                .findFirst();
    }

    private static Optional<String> preferred(HttpHeaders request) {
        try {
            return request.getAcceptLanguageAsLocales().stream()
                    .map(Locale::getLanguage)
                    .filter(language -> language.equals("es") || language.equals("en"))
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String page(Words words, String again) {
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">
                <title>%s · Aula</title>
                <style>%s</style>
                </head>
                <body><main>
                <h1>%s</h1>
                <p>%s</p>
                <a class="button" href="%s">%s</a>
                <a href="/">%s</a>
                </main></body>
                </html>
                """.formatted(
                        words.language(),
                        words.title(),
                        STYLE,
                        words.title(),
                        words.text(),
                        HtmlUtils.htmlEscape(again),
                        words.again(),
                        words.home());
    }

    /** The look of the sign-in pages, in the page itself: their style sheet is as far away as they are. */
    private static final String STYLE = """
            :root { color-scheme: light dark; --page: oklch(0.985 0.004 165); --text: oklch(0.235 0.022 180); --card: #fff;
              --quiet: oklch(0.455 0.022 175); --line: oklch(0.895 0.013 165); --act: oklch(0.415 0.074 172); --on: oklch(0.99 0.006 165); }
            @media (prefers-color-scheme: dark) { :root { --page: oklch(0.195 0.018 180); --text: oklch(0.945 0.01 160);
              --card: oklch(0.235 0.021 180); --quiet: oklch(0.765 0.02 165); --line: oklch(0.335 0.023 178); --act: oklch(0.8 0.102 168);
              --on: oklch(0.2 0.03 178); } }
            * { box-sizing: border-box; }
            body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 1rem; background: var(--page);
              color: var(--text); font: 1rem/1.55 ui-sans-serif, system-ui, sans-serif; }
            main { width: min(100%, 26rem); display: grid; gap: 1rem; padding: 2rem; background: var(--card);
              border: 1px solid var(--line); border-radius: 1rem; text-align: start; }
            h1 { margin: 0; font-size: 1.75rem; line-height: 1.15; text-wrap: balance; }
            p { margin: 0; color: var(--quiet); text-wrap: pretty; }
            a { color: var(--act); text-underline-offset: .2em; justify-self: center; padding: .5rem; }
            a.button { justify-self: stretch; min-height: 2.75rem; padding: .6rem 1rem; border-radius: .625rem; background: var(--act);
              color: var(--on); font-weight: 600; text-align: center; text-decoration: none; }
            :focus-visible { outline: 2px solid var(--act); outline-offset: 2px; }
            """;
}
