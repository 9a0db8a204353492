package io.aula.platform.http;

import io.aula.platform.graphql.Messages;

/** What a program is told of an error outside GraphQL: a stable code, and words that never say what went wrong inside. */
record ErrorBody(String code, String message) {

    static ErrorBody of(int status) {
        return new ErrorBody(code(status), message(status));
    }

    /** Written out: a framework's names for them change with its versions. */
    private static String code(int status) {
        return switch (status) {
            case 401 -> "UNAUTHORIZED";
            case 403 -> "FORBIDDEN";
            case 404 -> "NOT_FOUND";
            case 405 -> "METHOD_NOT_ALLOWED";
            case 406 -> "NOT_ACCEPTABLE";
            case 413 -> "CONTENT_TOO_LARGE";
            case 414 -> "URI_TOO_LONG";
            case 415 -> "UNSUPPORTED_MEDIA_TYPE";
            case 429 -> "TOO_MANY_REQUESTS";
            case 431 -> "REQUEST_HEADER_FIELDS_TOO_LARGE";
            case 503 -> "SERVICE_UNAVAILABLE";
            default -> status < 500 ? "BAD_REQUEST" : "INTERNAL";
        };
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
