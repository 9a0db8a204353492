package io.aula.platform.http;

import io.aula.platform.graphql.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What a program is told of an error outside GraphQL: a stable code, and words that never say what went wrong inside. */
record ErrorBody(String code, String message) {

    static ErrorBody of(int status) {
        return new ErrorBody(code(HttpStatus.resolve(status)), message(status));
    }

    private static String code(@Nullable HttpStatus status) {
        return status == null || status == HttpStatus.INTERNAL_SERVER_ERROR ? "INTERNAL" : status.name();
    }

    private static String message(int status) {
        return switch (status) {
            case 401 -> Messages.of("Hace falta un token válido.", "A valid token is needed.");
            case 403 -> Messages.of("No tienes permiso para hacer esto.", "You may not do this.");
            case 404 -> Messages.of("En esta dirección no hay nada.", "There is nothing at this address.");
            case 405 -> Messages.of("Aquí no se usa ese método.", "That method is not for this address.");
            case 503 ->
                Messages.of("Ahora no podemos. Inténtalo en unos segundos.", "Not now. Try again in a few seconds.");
            default ->
                status < 500
                        ? Messages.of("La petición no se entiende.", "The request cannot be understood.")
                        : Messages.of(
                                "Algo falló por nuestra parte. Vuelve a intentarlo.",
                                "Something failed on our side. Try again.");
        };
    }
}
