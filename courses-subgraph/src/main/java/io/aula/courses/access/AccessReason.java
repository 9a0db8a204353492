package io.aula.courses.access;

import io.aula.platform.graphql.Messages;

/** Why something may, or may not, be opened. */
public enum AccessReason {
    FREE,
    PREVIEW,
    PURCHASED,
    SUBSCRIPTION,
    GRANTED,
    /** Taken up while the course was free. */
    ENROLLED,
    STAFF,
    NOT_ENTITLED,
    NOT_RELEASED,
    LOCKED_BY_ORDER,
    NOT_PUBLISHED,
    SUSPENDED,
    /** Two newer players of the same person took this one's place. */
    SESSION_SUPERSEDED;

    /** Why a lesson may not be opened, and what to do. */
    public String message() {
        return switch (this) {
            case NOT_ENTITLED ->
                Messages.of(
                        "Inscríbete en el curso para ver esta lección.", "Enroll in the course to watch this lesson.");
            case NOT_RELEASED ->
                Messages.of("Esta lección todavía no está disponible.", "This lesson is not available yet.");
            case SUSPENDED -> Messages.of("Tu acceso está suspendido.", "Your access is suspended.");
            case SESSION_SUPERSEDED ->
                Messages.of(
                        "Estás viendo vídeos en otros dos sitios, así que aquí se ha parado. Puedes seguir aquí.",
                        "You are watching in two other places, so it stopped here. You can go on here.");
            case LOCKED_BY_ORDER ->
                Messages.of("Termina antes las lecciones anteriores.", "Finish the earlier lessons first.");
            case NOT_PUBLISHED, FREE, PREVIEW, PURCHASED, SUBSCRIPTION, GRANTED, ENROLLED, STAFF ->
                Messages.of("Esta lección no está publicada.", "This lesson is not published.");
        };
    }
}
